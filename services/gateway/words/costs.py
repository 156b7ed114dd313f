"""What ``costs`` says."""

from services.gateway.words import Phrase

NOTHING = Phrase("'{drama}' has bought nothing.", "“{drama}”没有购买过任何内容。")
HEAD = Phrase(
    "{drama}: {billed} {currency} charged; {quoted} {currency} were quoted for it",
    "{drama}：已收费 {billed} {currency}；报价为 {quoted} {currency}",
)
EXPECTED = Phrase(
    "The estimate of the whole request, with the providers in use, is {amount} {currency}",
    "按已启用的服务商，整份请求的估算为 {amount} {currency}",
)
NOT_EXPECTED = Phrase("No estimate beside it: {why}", "没有估算可作对比：{why}")
NOBODY_IN_USE = Phrase("no provider is in use", "没有启用任何服务商")
OTHER_CURRENCY = Phrase(
    "prices are in {priced} now, and what was paid is in {paid}", "价目表现在使用 {priced}，而已付费用的货币是 {paid}"
)
PER_MINUTE = Phrase(
    "{per_minute} {currency} for each of {minutes} finished minutes",
    "已完成 {minutes} 分钟，每分钟 {per_minute} {currency}",
)
ESTIMATED = Phrase(
    "{amount} {currency} of it are our own price: the provider told none",
    "其中 {amount} {currency} 按我们的价目表计算：服务商没有给出价格",
)
AT_RISK = Phrase(
    "{amount} {currency} more may turn out to be charged: calls under way, or whose answer was lost",
    "另有 {amount} {currency} 可能还会收费：正在进行、或应答丢失的调用",
)
PARKED = Phrase(
    "{count} of them wait for a person: 'duanju rule {drama}' shows them",
    "其中 {count} 个等待人工处理：用“duanju rule {drama}”查看",
)

MODEL = Phrase("model", "模型")
COUNTS = {
    "calls": Phrase("calls", "调用"),
    "successful": Phrase("done", "成功"),
    "failed": Phrase("failed", "失败"),
    "refused": Phrase("refused", "被拒"),
    "retried": Phrase("retried", "重试"),
    "uncertain": Phrase("uncertain", "不明"),
    "open": Phrase("open", "进行中"),
}
EXPECTS = Phrase("estimate", "估算")
QUOTED = Phrase("quoted", "报价")
BILLED = Phrase("charged", "收费")
MEAN = Phrase("mean s", "平均秒")
P95 = Phrase("p95 s", "p95 秒")

STAGE = Phrase("for", "用途")
EPISODE = Phrase("episode", "集")
ALLOWED = Phrase("allowed", "上限")
MINUTES = Phrase("minutes", "分钟")
MINUTE = Phrase("a minute", "每分钟")
ALL = Phrase("all", "共用")
TOGETHER = Phrase("together", "合计")
