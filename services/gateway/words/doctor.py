"""What ``doctor`` says of each part of the studio, and how to mend it."""

from typing import NamedTuple

from services.gateway.words import Phrase

HEALTH = {
    "ok": Phrase("ok", "正常"),
    "poor": Phrase("poor", "欠佳"),
    "missing": Phrase("missing", "缺失"),
}

PARTS = {
    "python": Phrase("Python", "Python"),
    "packages": Phrase("Python packages", "Python 包"),
    "libraries": Phrase("drawing libraries", "绘图库"),
    "broker": Phrase("message broker", "消息服务"),
    "ffmpeg": Phrase("ffmpeg", "ffmpeg"),
    "fonts": Phrase("fonts for subtitles", "字幕字体"),
    "scripts": Phrase("fonts of the world", "各国文字字体"),
    "voices": Phrase("neural voices", "神经网络配音"),
    "music": Phrase("sound font", "音色库"),
    "folder": Phrase("studio's folder", "工作室目录"),
    "disk": Phrase("free disk", "磁盘空间"),
    "memory": Phrase("free memory", "可用内存"),
    "ports": Phrase("loopback ports", "本机端口"),
    "terminal": Phrase("terminal", "终端"),
}

MEND = {
    "python": Phrase(
        "install Python 3.11 or newer, or name yours with 'make setup PYTHON=/path/to/python3'",
        "请安装 Python 3.11 或更新版本，或用“make setup PYTHON=/路径/python3”指定",
    ),
    "packages": Phrase("run 'make setup'", "请运行“make setup”"),
    "libraries": Phrase(
        "on Debian or Ubuntu: sudo apt-get install libgl1 libegl1; then 'make setup'",
        "Debian 或 Ubuntu：sudo apt-get install libgl1 libegl1；然后“make setup”",
    ),
    "broker": Phrase("remove .venv and run 'make setup'", "请删除 .venv 后运行“make setup”"),
    "ffmpeg": Phrase("remove .venv and run 'make setup'", "请删除 .venv 后运行“make setup”"),
    "fonts": Phrase("remove .venv and run 'make setup'", "请删除 .venv 后运行“make setup”"),
    "scripts": Phrase(
        "such signs are left out of pictures; on Debian or Ubuntu: "
        "sudo apt-get install fonts-noto-core fonts-noto-color-emoji",
        "画面中会省略这些文字；Debian 或 Ubuntu：sudo apt-get install fonts-noto-core fonts-noto-color-emoji",
    ),
    "voices": Phrase(
        "espeak-ng speaks instead, which sounds like a robot; install npm and run 'make setup'",
        "目前由 espeak-ng 配音，声音像机器人；请安装 npm 后运行“make setup”",
    ),
    "music": Phrase(
        "a small synthesiser plays instead; install npm and run 'make setup'",
        "目前由简易合成器演奏；请安装 npm 后运行“make setup”",
    ),
    "folder": Phrase(
        "name one that can be written with --state, or change its permissions", "请用 --state 指定可写的目录或修改权限"
    ),
    "disk": Phrase(
        "make room, or name a folder on another disk with --state", "请腾出空间，或用 --state 指定另一磁盘上的目录"
    ),
    "memory": Phrase("end other programs; films are made, but slowly", "请关闭其他程序；仍可制作，但较慢"),
    "ports": Phrase("allow programs to listen on 127.0.0.1", "请允许程序监听 127.0.0.1"),
    "terminal": Phrase(
        "Chinese and emoji may be shown as '?'; set LANG=C.UTF-8", "中文和表情可能显示为“?”；请设置 LANG=C.UTF-8"
    ),
}

PARTS_ELSEWHERE = {
    "reach-broker": Phrase("the broker answers", "消息服务可达"),
    "topics": Phrase("topics", "主题"),
    "store": Phrase("artifact store", "作品库"),
    "clock": Phrase("our clock against the store's", "本机与作品库的时差"),
    "workers": Phrase("workers alive", "在线进程"),
    "gateway": Phrase("gateway", "网关"),
}
MEND_ELSEWHERE = {
    "reach-broker": Phrase(
        "the variables DUANJU_BROKER… must name it as for its services", "请让 DUANJU_BROKER… 变量与各服务的一致"
    ),
    "topics": Phrase(
        "create what is missing as at the studio's first start, or grant this user DESCRIBE",
        "请像工作室首次启动时那样创建缺少的主题，或授予此用户 DESCRIBE 权限",
    ),
    "store": Phrase(
        "the variables DUANJU_STORE… must name it as for its services", "请让 DUANJU_STORE… 变量与各服务的一致"
    ),
    "clock": Phrase("set the clocks of both machines by NTP", "请用 NTP 校准两台机器的时钟"),
    "workers": Phrase(
        "start those that are 0 where the studio runs: 'docker compose up -d'; their log says why they ended",
        "请在工作室所在处启动数量为 0 的服务：“docker compose up -d”；其日志会说明结束的原因",
    ),
    "gateway": Phrase(
        "name it with DUANJU_GATEWAY=http://host:port, and see the gateway's log",
        "请用 DUANJU_GATEWAY=http://主机:端口 指定，并查看 gateway 的日志",
    ),
}
NAMES = PARTS | PARTS_ELSEWHERE
MENDS = MEND | MEND_ELSEWHERE


class Verdicts(NamedTuple):
    """What is said of the whole."""

    well: Phrase
    poor: Phrase
    ill: Phrase


WELL = Phrase("The studio can run here.", "工作室可以在这里运行。")
POOR = Phrase("The studio can run here, with something missing.", "工作室可以运行，但有所欠缺。")
ILL = Phrase("The studio cannot run here: mend what is missing.", "工作室无法运行：请先解决缺失的部分。")
HERE = Verdicts(WELL, POOR, ILL)

WORKS = Phrase("The studio works.", "工作室运行正常。")
UNSURE = Phrase("The studio works, as far as can be seen from here.", "就此处所见，工作室运行正常。")
FAILS = Phrase("The studio cannot be used from here: mend what is missing.", "无法使用工作室：请先解决缺失的部分。")
ELSEWHERE = Verdicts(WORKS, UNSURE, FAILS)
