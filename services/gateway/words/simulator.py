"""What the simulator says, and why a scenario is refused."""

from services.gateway.words import Phrase

READY = Phrase("The simulated provider answers at {url}", "模拟服务商已就绪：{url}")
OTHERS = Phrase(
    "other machines and containers reach it by the name of this one, port {port}",
    "其他机器和容器用本机名称和端口 {port} 访问",
)
KEY = Phrase("its key: {key}", "密钥：{key}")
SECRET = Phrase("its webhooks are signed with: {secret}", "回调签名密钥：{secret}")
CTRL_C = Phrase("Nothing is paid here. Ctrl-C ends it.", "这里不产生任何费用。按 Ctrl-C 结束。")
ENDED = Phrase("{calls} calls, {charges} charges, USD {total}", "共 {calls} 次调用，{charges} 笔收费，{total} 美元")
CANNOT_LISTEN = Phrase(
    "nothing can listen at {host}, port {port} ({why}): name another one",
    "无法监听 {host} 的端口 {port}（{why}）：请换一个",
)
BOOKS_THERE = Phrase(
    "{file} is there already, and books are never overwritten: name a new file",
    "{file} 已存在，账本不会被覆盖：请换一个新文件",
)
NO_BOOKS = Phrase(
    "{file} cannot be written ({why}): name a file in a folder that can be",
    "{file} 无法写入（{why}）：请换到可写的目录",
)

REFUSED = Phrase("{what} is no scenario:", "{what} 不是有效的演练方案：")
A_SCENARIO = Phrase("write fields, such as 'seed: 7'", "请写出字段，例如“seed: 7”")
NO_FIELDS = Phrase("it has no fields", "它没有字段")

SHAPES = {
    "greater_than_equal": Phrase("write {ge} or more", "请写 {ge} 或更大的数"),
    "less_than_equal": Phrase("write {le} or less", "请写 {le} 或更小的数"),
    "string_pattern_mismatch": Phrase("write it as {pattern}", "请按 {pattern} 的格式书写"),
    "int_type": Phrase("write a whole number", "请写整数"),
    "int_parsing": Phrase("write a whole number", "请写整数"),
    "int_from_float": Phrase("write a whole number", "请写整数"),
    "float_type": Phrase("write a number", "请写数字"),
    "float_parsing": Phrase("write a number", "请写数字"),
    "decimal_type": Phrase("write a number", "请写数字"),
    "decimal_parsing": Phrase("write a number", "请写数字"),
    "bool_type": Phrase("write true or false", "请写 true 或 false"),
    "bool_parsing": Phrase("write true or false", "请写 true 或 false"),
    "tuple_type": Phrase("write a list", "请写成列表"),
}
"""What may stand there, by pydantic's name of what is wrong."""

OURS = {
    "shares": (
        Phrase(
            "the shares from 'throttle' to 'drop_after_charge' are more than 1 together",
            "从 throttle 到 drop_after_charge 的比例之和超过 1",
        ),
        Phrase("lower some of them", "请降低其中一些"),
    ),
    "idle_field": (
        Phrase("'{field}' is of {kinds}, not of '{fault}'", "“{field}”只用于 {kinds}，不用于“{fault}”"),
        Phrase("leave it out", "请省略"),
    ),
    "nth_and_every": (
        Phrase("'nth' and 'every' exclude each other", "nth 和 every 不能同时使用"),
        Phrase("leave one of them out", "请省略其中一个"),
    ),
}
"""Why, and how to mend it, by the scenario's own name of what is wrong."""
