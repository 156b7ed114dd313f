"""What ``--help`` says: a sentence for each command, argument and option, and examples to copy."""

from services.gateway.words import Phrase

PROGRAM = Phrase("Duanju: finished vertical short dramas from one request.", "短剧：一份请求，产出完整的竖屏短剧。")

STATE = Phrase("The folder of a studio of this machine: store, log.", "本机工作室的目录：作品库、日志。")
JSON = Phrase("JSON for scripts, one object a line.", "供脚本使用的 JSON，每行一个对象。")
LANG = Phrase("The language of the messages: en or zh.", "消息语言：en 或 zh。")
DEBUG = Phrase("Show where an error comes from.", "显示错误的出处。")

FILE = Phrase("The request, a YAML or JSON file.", "请求文件，YAML 或 JSON。")
DRAMA = Phrase("The drama's name, as 'duanju list' shows it.", "短剧名，见“duanju list”。")
TARGET = Phrase("The folder for the films; it is made.", "存放影片的目录；会自动创建。")
NAMED = Phrase("The drama's name, where the file does not tell it.", "短剧名，文件里没写时使用。")
WATCH = Phrase("Stay until it is finished.", "一直等到完成。")
WORKERS = Phrase("More workers of a service, such as video=2.", "为某个服务增加进程，如 video=2。")
VERBOSE = Phrase("Show the log as it grows.", "实时显示日志。")
PORT = Phrase("The port of the studio's page and API; a free one if left out.", "网页和接口的端口；不写则自动选择。")
LINE = Phrase("The line's id, as the manifest names it: e01-s02-l03.", "台词编号，见清单：e01-s02-l03。")
TEXT = Phrase("What is said instead.", "改成的台词。")
LETTERS = Phrase("Dead letters by their id; none lists them.", "死信编号；不写则列出全部。")
ALL = Phrase("All of them.", "全部。")
DISCARD = Phrase("Throw them away instead of trying again.", "丢弃，不再重试。")
PROVIDERS_ACTION = Phrase(
    "use: put in use, those named first; drop: take out; back: as it was before. None lists them.",
    "use 启用（列出的优先）；drop 停用；back 恢复到之前。不写则列出全部。",
)
PROVIDERS_NAMES = Phrase("Providers, as the catalogue names them.", "服务商名称，见目录。")
ANY_DRAMA = Phrase("The drama; none lists what waits in all of them.", "短剧名；不写则列出所有短剧中的。")
CASE = Phrase("Which one, by its id; none lists them.", "编号；不写则列出全部。")
VERDICT = Phrase("charged, or again: it was not, or that does not matter.", "charged 已收费；again 未收费或无所谓。")
JOB = Phrase("The job that was charged, whose result is fetched.", "已收费的任务，将取回其结果。")
BILLED = Phrase("What was charged; as quoted if left out.", "收费金额；不写则按报价。")
OLDER_THAN = Phrase("Nothing younger is touched: 7d, 36h, at least 1h.", "不触碰更新的内容：7d、36h，至少 1h。")
SUPERSEDED = Phrase("Also what only earlier revisions of a drama would find again.", "也清理只有旧版才会再用到的内容。")
YES = Phrase("Remove it; else it is only shown.", "确认删除；否则只显示。")
AMOUNT = Phrase("The new budget in US dollars; none shows it.", "新预算，美元；不写则显示当前预算。")
EPISODE = Phrase("Open this episode's film instead of the folder.", "打开这一集的影片，而不是目录。")
LAST = Phrase("Only so many of the last lines.", "只显示最后若干行。")
SCENARIO = Phrase(
    "How the provider behaves: a YAML file; a calm day if left out.", "服务商的表现：YAML 文件；不写则一切正常。"
)
BOOKS = Phrase("A new file for its own books: a JSON line a charge.", "它自己的账本：新文件，每笔收费一行 JSON。")
PROVIDER_PORT = Phrase("Its port; a free one if left out.", "端口；不写则自动选择。")
HOST = Phrase(
    "The address to listen on; others reach it only if you name one.", "监听地址；只有另行指定，其他机器才能访问。"
)
SHELL = Phrase("bash, zsh or fish.", "bash、zsh 或 fish。")

COMMANDS = {
    "up": Phrase("Run the studio until Ctrl-C.", "运行工作室，直到按 Ctrl-C。"),
    "down": Phrase("End the studio that runs here.", "结束这里运行的工作室。"),
    "publish": Phrase(
        "Ask the running studio for a drama; the same request again goes on where it stopped.",
        "向运行中的工作室提交短剧；同一请求再次提交会从中断处继续。",
    ),
    "watch": Phrase("Watch a drama until it is finished.", "查看进度，直到完成。"),
    "list": Phrase("List all dramas of this studio; it need not run.", "列出工作室的所有短剧；工作室不必在运行。"),
    "export": Phrase(
        "Write a finished drama's films, subtitles, pictures and manifest into a folder; the studio need not run.",
        "把完成的短剧的影片、字幕、图片和清单写入目录；工作室不必在运行。",
    ),
    "demo": Phrase(
        "Run the studio, film one request, export it, end the studio. The same request again is quick.",
        "启动工作室、拍完一份请求、导出、结束。再次运行同一请求会很快。",
    ),
    "plan": Phrase(
        "Say beforehand what a request needs: what is missing, stale and done. Nothing is made.",
        "预先说明一份请求需要什么：缺少的、要重做的、已完成的。不制作任何东西。",
    ),
    "providers": Phrase(
        "Show who could be paid for models: in use, key, reachable; and say who is, without a restart.",
        "显示可付费使用的模型服务商：是否启用、有无密钥、能否连通；并可随时启用或停用，无需重启。",
    ),
    "estimate": Phrase(
        "Say beforehand what a request will cost, model by model. Nothing is written, nobody is called.",
        "预先说明一份请求的费用，按模型列出。不写入任何内容，也不调用任何服务商。",
    ),
    "costs": Phrase(
        "Tell what a drama cost up to now, beside its estimate: by model, stage, episode and finished minute.",
        "说明一部短剧至今的花费，并与估算对照：按模型、步骤、集和完成的分钟。",
    ),
    "edit-line": Phrase(
        "Change the words of one line: a new revision in which only what depends on it is made again.",
        "修改一句台词：产生新的一版，只重做与它有关的部分。",
    ),
    "budget": Phrase(
        "Show or set what may be spent on a drama; one that waits for money goes on.",
        "查看或设置一部短剧的预算；因经费受阻的会继续。",
    ),
    "approve": Phrase(
        "Have the final film made of an animatic that was asked for first (stop_at: animatic).",
        "批准先行制作的动态分镜（stop_at: animatic），开始制作正片。",
    ),
    "cancel": Phrase(
        "Make nothing more of a drama; what is paid for is awaited and kept.",
        "停止制作一部短剧；已付费的会等待并保留。",
    ),
    "redrive": Phrase(
        "List what was given up and why, and have it tried again.", "列出被放弃的工作及原因，并让它们重新执行。"
    ),
    "rule": Phrase(
        "List paid work of which nobody but a person can tell what became of it, and say what did; it goes on then.",
        "列出只有人能判断结果的付费工作，并作出裁定；随后继续制作。",
    ),
    "gc": Phrase(
        "Show, and remove with --yes, what no drama refers to any more; the studio may work meanwhile.",
        "显示不再被任何短剧引用的内容，加 --yes 则删除；工作室可同时运行。",
    ),
    "doctor": Phrase(
        "Say what is installed, what is missing, and how to mend it.", "检查已安装和缺少的组件，并说明如何解决。"
    ),
    "logs": Phrase("Tell what happened to a drama, in order.", "按顺序说明一部短剧经历了什么。"),
    "open": Phrase("Open a finished drama's folder or film.", "打开完成的短剧的目录或影片。"),
    "simulator": Phrase(
        "Run a provider to rehearse with until Ctrl-C: its whole API, its faults and its own books; nothing is paid.",
        "运行用于演练的模拟服务商，直到按 Ctrl-C：完整接口、各种故障和它自己的账本；不产生费用。",
    ),
    "completion": Phrase("Print the completion script of a shell.", "输出 shell 的补全脚本。"),
}

EXAMPLES = {
    "up": ("duanju up", "duanju up --workers video=2 --port 8080", "DUANJU_HOME=second duanju up"),
    "down": ("duanju down",),
    "publish": ("duanju publish drama.yaml", "duanju publish drama.yaml --watch"),
    "watch": ("duanju watch the-red-envelope",),
    "list": ("duanju list", "duanju list --json"),
    "export": ("duanju export the-red-envelope films",),
    "demo": ("duanju demo drama.yaml films",),
    "plan": ("duanju plan drama.yaml", "duanju plan drama.yaml --drama the-red-envelope --json"),
    "providers": (
        "duanju providers",
        "duanju providers use holysheep",
        "duanju providers drop holysheep",
        "duanju providers back",
    ),
    "estimate": ("duanju estimate drama.yaml", "duanju estimate drama.yaml --json"),
    "costs": ("duanju costs the-red-envelope", "duanju costs the-red-envelope --json"),
    "edit-line": ("duanju edit-line the-red-envelope e01-s02-l01 'Who was it for?'",),
    "budget": ("duanju budget the-red-envelope", "duanju budget the-red-envelope 7.50"),
    "approve": ("duanju approve the-red-envelope",),
    "cancel": ("duanju cancel the-red-envelope",),
    "redrive": ("duanju redrive", "duanju redrive 3f2a91c0", "duanju redrive --all"),
    "rule": (
        "duanju rule",
        "duanju rule the-red-envelope",
        "duanju rule the-red-envelope 3f2a91c0-1 charged --job job-4711 --billed 0.40",
        "duanju rule the-red-envelope 3f2a91c0-1 again",
    ),
    "gc": ("duanju gc", "duanju gc --older-than 30d --yes"),
    "doctor": ("duanju doctor",),
    "logs": ("duanju logs the-red-envelope", "duanju logs the-red-envelope --last 20"),
    "open": ("duanju open the-red-envelope", "duanju open the-red-envelope --episode 1"),
    "simulator": (
        "duanju simulator",
        "duanju simulator --scenario examples/scenarios/rough.yaml --books books.jsonl --port 8700",
    ),
    "completion": (
        "duanju completion bash >> ~/.bashrc",
        "duanju completion zsh > ~/.zfunc/_duanju",
    ),
}

EXAMPLE_HEAD = Phrase("Examples:", "示例：")
