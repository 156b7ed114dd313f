"""Which IP addresses a download may be fetched from: those of the public internet, and nothing nearer. Pure.

The ranges are those of the IANA special-purpose registries, spelled out here since what ``ipaddress`` calls global
differs between versions of Python.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

_V4 = {
    IPv4Network("0.0.0.0/8"): "unspecified",
    IPv4Network("10.0.0.0/8"): "private",
    IPv4Network("100.64.0.0/10"): "shared by a carrier's customers",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("168.63.129.16/32"): "a cloud's own",
    IPv4Network("169.254.0.0/16"): "link-local",
    IPv4Network("172.16.0.0/12"): "private",
    IPv4Network("192.0.0.0/24"): "reserved for protocols",
    IPv4Network("192.0.2.0/24"): "for documentation",
    IPv4Network("192.31.196.0/24"): "reserved for protocols",
    IPv4Network("192.52.193.0/24"): "reserved for protocols",
    IPv4Network("192.88.99.0/24"): "a 6to4 relay",
    IPv4Network("192.168.0.0/16"): "private",
    IPv4Network("192.175.48.0/24"): "reserved for protocols",
    IPv4Network("198.18.0.0/15"): "for benchmarks",
    IPv4Network("198.51.100.0/24"): "for documentation",
    IPv4Network("203.0.113.0/24"): "for documentation",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
_PUBLIC_V6 = IPv6Network("2000::/3")
"""All that is assigned to the internet; IPv4 in IPv6, NAT64, local and multicast addresses lie outside."""
_V6 = {
    IPv6Network("2001::/23"): "reserved for protocols",
    IPv6Network("2001:db8::/32"): "for documentation",
    IPv6Network("2002::/16"): "6to4",
    IPv6Network("2620:4f:8000::/48"): "reserved for protocols",
    IPv6Network("3fff::/20"): "for documentation",
}


def why_not(address: str) -> str:
    """Why nothing is fetched from the address, in a word or two; "" if it is a public one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "not an address"
    if isinstance(found, IPv4Address):
        return next((what for network, what in _V4.items() if found in network), "")
    if found not in _PUBLIC_V6 or found.scope_id:
        return "not on the public internet"
    return next((what for network, what in _V6.items() if found in network), "")
