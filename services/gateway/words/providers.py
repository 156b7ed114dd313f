"""What ``providers`` says."""

from services.gateway.words import Phrase

NAME = Phrase("provider", "服务商")
IN_USE = Phrase("in use", "使用中")
KEY = Phrase("key", "密钥")
ANSWERS = Phrase("answers", "可达")
MODELS = Phrase("models", "模型数")

KEYS = {
    "there": Phrase("there", "有"),
    "unfit": Phrase("cannot be one", "不可用"),
    "missing": Phrase("none here", "此处没有"),
    "not needed": Phrase("none needed", "不需要"),
}
ANSWER = {True: Phrase("yes", "是"), False: Phrase("no", "否"), None: Phrase("not asked", "未询问")}
NOT_USED = Phrase("no", "否")

NOBODY = Phrase(
    "None is in use: everything is made by the studio itself. 'duanju providers use NAME' puts one in use.",
    "没有使用任何服务商：全部由工作室自行制作。用“duanju providers use 名称”启用。",
)
NOW = Phrase("In use: {names}. Workers see it within seconds.", "使用中：{names}。各进程几秒内生效。")
NONE_NOW = Phrase(
    "None is in use any more: what is bought already is still fetched, everything else is made by the studio itself.",
    "已停用全部服务商：已购买的内容仍会取回，其余由工作室自行制作。",
)
WRONG = Phrase("{name}: {why}", "{name}：{why}")
SAME = Phrase("Nothing changes.", "没有变化。")

SILENT = Phrase("it does not answer within {seconds:g} s", "{seconds:g} 秒内没有应答")
NOT_THERE = Phrase(
    "the catalogue does not have it any more: drop it, or correct DUANJU_CATALOGUE",
    "目录中已没有它：请停用，或更正 DUANJU_CATALOGUE",
)
NOT_IN_USE = Phrase("{name} is not in use: 'duanju providers' shows who is", "{name} 未启用：见“duanju providers”")
NOTHING_BEFORE = Phrase("there is nothing to go back to: nobody was ever put in use", "无可恢复：从未启用过服务商")
MEANT = Phrase("there is no provider '{name}': did you mean '{near}'?", "没有服务商“{name}”：是否指“{near}”？")
UNKNOWN = Phrase("there is no provider '{name}': the catalogue has {names}", "没有服务商“{name}”：目录中有 {names}")
WHICH = Phrase("say which: 'duanju providers {action} NAME'", "请指明名称：“duanju providers {action} 名称”")
NO_NAMES = Phrase("'{action}' takes no names", "{action} 不需要名称")
ACTIONS = Phrase("say 'use', 'drop' or 'back', not '{word}'", "请写 use、drop 或 back，而不是“{word}”")
