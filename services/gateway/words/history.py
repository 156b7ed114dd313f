"""What ``logs`` and ``open`` say."""

from services.gateway.words import Phrase

DECISIONS = {
    "admitted": Phrase("revision {revision} is requested", "提交第 {revision} 版"),
    "planned": Phrase("the story is written", "故事已写好"),
    "cast": Phrase("the cast is locked", "演员已确定"),
    "scripted": Phrase("episode {number} is scripted", "第 {number} 集剧本已完成"),
    "released": Phrase("episode {number} goes into production", "第 {number} 集开始制作"),
    "mastered": Phrase("episode {number} is mastered", "第 {number} 集成片"),
    "blocked": Phrase("blocked by {stage}: {reason}", "受阻于 {stage}：{reason}"),
    "granted": Phrase("orders that lacked money get it", "为缺少经费的工作追加了经费"),
    "settled": Phrase("what was spent is settled, the rest is free again", "已结算，剩余经费可再用"),
    "gated": Phrase("the {gate} is finished and waits for approval", "{gate} 已完成，等待批准"),
    "budgeted": Phrase("the budget is {amount} {currency}", "预算为 {amount} {currency}"),
    "approved": Phrase("the {gate} is approved", "{gate} 已批准"),
    "cancelled": Phrase("somebody cancelled it", "已被取消"),
    "declined": Phrase("a command came to nothing: {reason}", "一条指令没有生效：{reason}"),
    "resumed": Phrase("somebody wants it tried again", "重新尝试"),
    "completed": Phrase("everything is finished", "全部完成"),
}
JOINED = Phrase("{shot} is finished", "{shot} 完成")
SCORED = Phrase("the music of episode {number} is finished", "第 {number} 集配乐完成")
GIVEN_UP = Phrase("gave up {work}: {reason}", "放弃了{work}：{reason}")

OPENED = Phrase("{path} is open", "已打开 {path}")
NO_OPENER = Phrase("{path}", "{path}")
NO_EPISODE = Phrase("'{drama}' has no episode {number}: it has {count}", "“{drama}”没有第 {number} 集：共 {count} 集")
