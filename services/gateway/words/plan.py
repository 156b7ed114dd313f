"""What ``plan`` and ``edit-line`` say."""

from services.gateway.words import Phrase

HEAD = Phrase("{drama}: {make} of {whole} calls to be made", "{drama}：共 {whole} 次调用，需要 {make} 次")
NOTHING = Phrase("{drama}: everything is done, all {whole} calls", "{drama}：全部 {whole} 次调用都已完成")
MISSING = Phrase("missing", "缺少")
STALE = Phrase("stale", "重做")
DONE = Phrase("done", "已完成")
STAGE = Phrase("stage", "步骤")
MORE = Phrase("… and {count} more", "……还有 {count} 个")
AGAIN = Phrase("{stage}, made again: {names}", "{stage}，重做：{names}")
NEW = Phrase("{stage}, missing: {names}", "{stage}，缺少：{names}")
KEPT = Phrase("kept: {kept}", "保留：{kept}")
SUMMARY = Phrase("{count} {stage}", "{stage} {count}")
BLOCKED = Phrase("'{drama}' would be blocked: {reason}", "“{drama}”会受阻：{reason}")

STAGES = {
    "story": Phrase("story", "故事"),
    "portray": Phrase("portraits", "定妆"),
    "episode": Phrase("scripts", "剧本"),
    "write": Phrase("scenes in a model's words", "模型改写的场次"),
    "speak": Phrase("lines", "配音"),
    "compose": Phrase("music", "配乐"),
    "sketch": Phrase("stills", "分镜"),
    "film": Phrase("takes", "镜头"),
    "check": Phrase("checks", "检查"),
    "conform": Phrase("cuts", "剪辑"),
    "master": Phrase("masters", "成片"),
}

NO_SCRIPT = Phrase(
    "'{drama}' has no script yet, so there is no line to change: 'duanju watch {drama}' shows how far it is",
    "“{drama}”还没有剧本，无法修改台词：用“duanju watch {drama}”查看进度",
)
NO_LINE = Phrase(
    "'{drama}' has no line '{line}'; the nearest: {nearest}", "“{drama}”没有台词“{line}”；最接近的：{nearest}"
)
LINE = Phrase("{id} ({speaker}: {text})", "{id}（{speaker}：{text}）")
SAYS_SO = Phrase("{id} says that already: nothing is made again", "{id} 已经是这句话：不需要重做")
EDITED = Phrase(
    "{drama}, revision {revision}: {id} now says “{text}”", "{drama}，第 {revision} 版：{id} 现在说“{text}”"
)
