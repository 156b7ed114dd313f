"""What ``estimate`` says."""

from services.gateway.words import Phrase

COSTS = Phrase("{drama}, {quality}: about {total}", "{drama}，{quality}：约 {total}")
NOTHING_IN_USE = Phrase(
    "No provider is in use, so the studio makes everything itself. With {providers} it would cost, as {quality}:",
    "没有启用任何服务商，全部由工作室自己制作。如果启用 {providers}，按 {quality} 制作的费用为：",
)
AS_STANDARD = Phrase("As {quality} it would cost about {total}:", "按 {quality} 制作约需 {total}：")
NOTHING_TO_BUY = Phrase("Nobody in the catalogue makes any of it.", "目录中没有服务商能制作其中任何部分。")
EACH = Phrase(
    "In all {total}: {episode} an episode, {minute} a finished minute. {percent}% more takes than shots are expected.",
    "合计 {total}：每集 {episode}，成片每分钟 {minute}。预计 {percent}% 的镜头需要重拍。",
)
SHORT = Phrase(
    "Its budget of {budget} has no room for all of that: cheaper models are asked then, and when nothing is left the "
    "drama waits for you. 'budget_usd: {enough}' in the request is enough, or 'duanju budget {drama} {enough}' later.",
    "预算 {budget} 不足以支付全部：届时会改用更便宜的模型，用完后短剧会等您决定。"
    "在请求中写“budget_usd: {enough}”就够了，或之后用“duanju budget {drama} {enough}”。",
)
OTHERS = Phrase("What one model alone would cost for all of it:", "全部由同一个模型制作的费用：")
TRADITIONAL = Phrase("A traditional shoot: about {total}.", "传统拍摄：约 {total}。")
FOR = Phrase("for", "用途")
MODEL = Phrase("model", "模型")
CALLS = Phrase("calls", "调用")
QUANTITY = Phrase("quantity", "数量")
AMOUNT = Phrase("cost", "费用")

CAPABILITIES = {
    "chat": Phrase("words", "台词"),
    "speech": Phrase("voices", "配音"),
    "video": Phrase("takes", "镜头"),
}
UNITS = {
    "second": Phrase("s", "秒"),
    "minute": Phrase("min", "分钟"),
    "call": Phrase("calls", "次"),
    "million tokens": Phrase("M tokens", "百万 token"),
    "image": Phrase("images", "张"),
    "episode": Phrase("episodes", "集"),
}
