"""What the commands answer: outcomes and failures, each with how to mend it."""

from services.gateway.words import Phrase

# --- the studio

READY = Phrase("The studio is ready: {url}", "工作室已就绪：{url}")
LOG_IS = Phrase("Its log is {log}. Ctrl-C ends it.", "日志在 {log}。按 Ctrl-C 结束。")
NO_STUDIO = Phrase(
    "no studio is ready in {state}: start one with 'duanju up' and leave it running",
    "{state} 中没有运行的工作室：请先用“duanju up”启动，并让它一直运行",
)
RUN_BY_OTHERS = Phrase(
    "this studio (DUANJU_STORE, DUANJU_BROKER) is run by others: start and end it where it runs, such as with "
    "'docker compose up -d' and 'docker compose down'; --state FOLDER means one of this machine",
    "这个工作室（DUANJU_STORE、DUANJU_BROKER）由他人运行：请在其所在处启动和结束，例如“docker compose up -d”和"
    "“docker compose down”；用 --state 目录 指定本机的工作室",
)
LOGS_ELSEWHERE = Phrase(
    "What its services said is where they run: 'docker compose logs {services}'",
    "各服务的日志在其运行之处：“docker compose logs {services}”",
)
ENDED = Phrase("The studio has ended.", "工作室已结束。")
DOES_NOT_END = Phrase(
    "the studio (process {pid}) does not end: kill it", "工作室（进程 {pid}）没有结束：请强制终止该进程"
)
WRONG_WORKERS = Phrase(
    "--workers {word}: write SERVICE=NUMBER, 1 to 16; services: {services}",
    "--workers {word}：请写成 服务=数量，1 到 16；可用的服务：{services}",
)
PORT_TAKEN = Phrase(
    "port {port} is taken: name another one with --port, or leave it out and a free one is found",
    "端口 {port} 已被占用：请用 --port 换一个，或不写，会自动选择空闲端口",
)
NO_DRAMAS_IN = Phrase(
    "there are no dramas in {state}: is that the right folder (--state)?",
    "{state} 中还没有短剧：目录是否正确（--state）？",
)

# --- dramas

NO_DRAMA = Phrase(
    "there is no drama '{drama}': 'duanju list' shows those that there are",
    "没有名为“{drama}”的短剧：用“duanju list”查看现有的短剧",
)
NEAREST = Phrase("; the nearest: {names}", "；最接近的：{names}")
NONE_YET = Phrase(
    "There are no dramas yet: 'duanju publish FILE' asks for one.", "还没有短剧：用“duanju publish 文件”提交一个。"
)
ASKED = Phrase(
    "{drama}, revision {revision}: see it with 'duanju watch {drama}'",
    "{drama}，第 {revision} 版：用“duanju watch {drama}”查看进度",
)
FINISHED = Phrase(
    "'{drama}' is finished: 'duanju export {drama} FOLDER' writes the films",
    "“{drama}”已完成：用“duanju export {drama} 目录”导出影片",
)
UNFINISHED = Phrase(
    "'{drama}' is not finished yet: 'duanju watch {drama}' shows how far it is",
    "“{drama}”尚未完成：用“duanju watch {drama}”查看进度",
)
BLOCKED = Phrase(
    "'{drama}' is blocked ({reason}): mend that and publish '{drama}' again, it goes on where it stopped",
    "“{drama}”受阻（{reason}）：解决后重新提交“{drama}”，会从中断处继续",
)
LACKS_MONEY = Phrase(
    "'{drama}' lacks money ({reason}); it goes on by itself then: see it with 'duanju watch {drama}'",
    "“{drama}”经费不足（{reason}）；之后会自行继续：用“duanju watch {drama}”查看进度",
)
GATED = Phrase(
    "the animatic of '{drama}' is finished: watch it with 'duanju export {drama} FOLDER', then have the rest made with "
    "'duanju approve {drama}'",
    "“{drama}”的动态分镜已完成：用“duanju export {drama} 目录”观看，然后用“duanju approve {drama}”继续制作",
)
WAS_CANCELLED = Phrase(
    "'{drama}' was cancelled: publish it again if it is wanted after all, what is made is kept",
    "“{drama}”已取消：如仍需要，请重新提交，已完成的内容会保留",
)
NOBODY_WORKS = Phrase(
    "nobody works on '{drama}': start the studio with 'duanju up' (another's where it runs), it goes on then",
    "没有进程在制作“{drama}”：用“duanju up”启动工作室（由他人运行的，请在其所在处启动）后会继续",
)
NO_MANIFEST = Phrase(
    "'{drama}' ended without a manifest: see 'duanju logs {drama}'",
    "“{drama}”结束了却没有清单：请查看“duanju logs {drama}”",
)
NOBODY_TOOK = Phrase(
    "the request was published, but no showrunner took it within {seconds:g} s: see the log of the studio, "
    "and publish it again",
    "请求已发布，但 {seconds:g} 秒内没有 showrunner 接收：请查看工作室日志后重新提交",
)
BROKER_FORBIDS = Phrase(
    "the broker at {broker} does not let '{user}' write {topic}: grant it WRITE there, or correct DUANJU_BROKER_USER",
    "消息服务 {broker} 不允许“{user}”写入 {topic}：请授予 WRITE 权限，或更正 DUANJU_BROKER_USER",
)
BROKER_AWAY = Phrase(
    "the broker at {broker} does not take the request ({error}): is it up?",
    "消息服务 {broker} 没有接收请求（{error}）：它在运行吗？",
)

# --- commands

NO_AMOUNT = Phrase(
    "'{amount}' is no budget: write US dollars, 0.01 to 1000000, with two decimals at most",
    "“{amount}”不是预算：请写美元金额，0.01 到 1000000，最多两位小数",
)
NOT_GATED = Phrase(
    "'{drama}' does not wait for an approval: 'duanju watch {drama}' shows what it does",
    "“{drama}”并未等待批准：用“duanju watch {drama}”查看进度",
)
NOT_OPEN = Phrase("nothing of '{drama}' is under way", "“{drama}”没有正在进行的工作")
DECLINED = Phrase("'{drama}': {reason}", "“{drama}”：{reason}")
NOT_APPLIED = Phrase(
    "the command is kept, but no showrunner applied it within {seconds:g} s: it is applied when the studio runs",
    "指令已保存，但 {seconds:g} 秒内没有 showrunner 执行：工作室运行后会执行",
)
BUDGET = Phrase(
    "{drama}: a budget of {amount} {currency}, {given} given, {free} free",
    "{drama}：预算 {amount} {currency}，已分配 {given}，剩余 {free}",
)
NOTHING_FREE = Phrase(
    "All of it is given to shots already. What is given is not taken back, so no budget is lower; nothing more is "
    "bought after 'duanju cancel {drama}'.",
    "全部预算已分配给镜头。已分配的不会收回，因此预算不能再低；用“duanju cancel {drama}”可停止购买。",
)
APPROVED = Phrase(
    "{drama} is approved: see it with 'duanju watch {drama}'", "{drama} 已批准：用“duanju watch {drama}”查看进度"
)
CANCELLED = Phrase(
    "{drama} is cancelled: nothing more is bought, what is paid for is awaited and kept",
    "{drama} 已取消：不再购买任何内容，已付费的会等待并保留",
)

EPISODES = Phrase("{title}: {count} episodes", "{title}：共 {count} 集")
EPISODE = Phrase("{title}: 1 episode", "{title}：共 1 集")
STORYBOARD = Phrase("{path} shows every shot", "{path} 展示了所有镜头")

# --- folders

IS_A_FILE = Phrase("it is a file", "它是一个文件")
NO_FOLDER = Phrase(
    "{folder} cannot be the folder for the films ({why}): name another", "{folder} 不能存放影片（{why}）：请换一个目录"
)
NO_PERMISSION = Phrase(
    "{folder} cannot be written: name another folder, or change its permissions",
    "{folder} 不可写：请换一个目录或修改权限",
)
NOT_WRITTEN = Phrase(
    "{path} cannot be written ({why}): make room there, or name another folder",
    "{path} 无法写入（{why}）：请腾出空间或换一个目录",
)

# --- ends

INTERRUPTED = Phrase("interrupted", "已中断")
SEE_WHERE = Phrase("{error} (add --debug to see where)", "{error}（加上 --debug 查看出处）")
ENDING = Phrase(
    "ending … (interrupt again to end at once; nothing that is made is lost)",
    "正在结束……（再次中断会立即结束；已完成的内容不会丢失）",
)
EXIT_CODES = Phrase("Exit codes: {codes}", "退出码：{codes}")
EXITS = {
    0: Phrase("done", "完成"),
    1: Phrase("something unexpected", "意外错误"),
    2: Phrase("the request or the command is wrong", "请求或命令有误"),
    3: Phrase("no studio runs here, or it cannot run", "没有运行的工作室，或无法运行"),
    4: Phrase("the drama is blocked and needs a person", "短剧受阻，需要人处理"),
    5: Phrase("there is no such drama", "没有这部短剧"),
    6: Phrase("the drama is not finished yet", "短剧尚未完成"),
    130: Phrase("interrupted", "已中断"),
}
