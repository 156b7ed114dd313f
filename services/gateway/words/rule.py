"""What ``rule`` says of paid work that waits for a person."""

from services.gateway.words import Phrase

NONE = Phrase("No paid work waits for a ruling.", "没有等待裁定的付费工作。")
CASE = Phrase(
    "{id}  {at}  {about}: {model} of {provider}, {quoted} {currency}",
    "{id}  {at}  {about}：{provider} 的 {model}，{quoted} {currency}",
)
WHY = Phrase("    why: {reason}", "    原因：{reason}")
KEY = Phrase("    its key at the provider: {key}", "    服务商处的编号：{key}")
HOW = Phrase(
    "Look into the provider's bill, then say one of:\n"
    "  duanju rule {drama} {id} charged --job JOB     it was charged; its result is that job's\n"
    "  duanju rule {drama} {id} charged               it was charged, and nothing came of it: made and paid anew\n"
    "  duanju rule {drama} {id} again                 it was not charged, or that does not matter: made anew",
    "请查看服务商账单，然后任选其一：\n"
    "  duanju rule {drama} {id} charged --job 任务    已收费，结果即该任务\n"
    "  duanju rule {drama} {id} charged               已收费但没有结果：重新制作并付费\n"
    "  duanju rule {drama} {id} again                 未收费，或无所谓：重新制作",
)
HOW_FETCHED = Phrase(
    "Its job {job} is paid, and cannot be fetched. Say one of:\n"
    "  duanju rule {drama} {id} charged     try to fetch it again\n"
    "  duanju rule {drama} {id} again       have it made and paid anew",
    "任务 {job} 已付费但无法取回。请任选其一：\n"
    "  duanju rule {drama} {id} charged     再次尝试取回\n"
    "  duanju rule {drama} {id} again       重新制作并付费",
)

UNKNOWN = Phrase(
    "nothing with the id '{id}' waits for a ruling; there are: {ids}", "没有编号为“{id}”的待裁定工作；现有：{ids}"
)
AMBIGUOUS = Phrase("'{id}' is the beginning of several: {ids}", "“{id}”对应多个：{ids}")
WHICH = Phrase("say 'charged' or 'again', not '{word}'", "请写 charged 或 again，而不是“{word}”")
VERDICT_MISSING = Phrase("say what happened, too: 'charged' or 'again'", "还需说明结果：charged 或 again")
AGAIN_KNOWS_NOTHING = Phrase(
    "'again' has no job and no price: leave out --job and --billed, or say 'charged'",
    "again 没有任务和价格：请去掉 --job 和 --billed，或改用 charged",
)
KNOWN_JOB = Phrase("its job is known already, {job}: leave out --job", "任务已知，为 {job}：请去掉 --job")
NO_JOB = Phrase(
    "'{job}' is no id of a job: copy it from the provider's bill or log",
    "“{job}”不是任务编号：请从服务商账单复制",
)
NO_AMOUNT = Phrase("--billed {text}: write an amount such as 0.40", "--billed {text}：请写金额，例如 0.40")

CHARGED = Phrase("{id}: it was charged {billed} {currency}", "{id}：已收费 {billed} {currency}")
AGAIN = Phrase("{id}: it is made again", "{id}：将重新制作")
GOES_ON = Phrase("its order is tried again (dead letter {letters})", "其订单已重新提交（死信 {letters}）")
NO_LETTER = Phrase(
    "no order was given up for it: whoever asks for it next finds the ruling",
    "没有因此被放弃的订单：下一次请求会采用此裁定",
)
