"""Pages from the web: fetched politely, within limits, and never from inside the user's network."""

import ipaddress
import socket
import time
from collections.abc import Callable
from typing import NamedTuple

import httpx

from dateline.errors import InputError
from dateline.sources.text import MAX_BYTES

TIMEOUT = 20.0
MAX_REDIRECTS = 5
_READABLE = (
    "text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
    "application/rdf+xml", "application/xml", "text/xml", "application/json",
)  # fmt: skip
_HEADERS = {"User-Agent": "dateline/0.1 (news event coder)", "Accept": ", ".join(_READABLE)}

Resolver = Callable[[str, int], list[str]]


class Page(NamedTuple):
    """What an address gave: the bytes, the address after redirects, type and charset as stated."""

    data: bytes
    url: str
    content_type: str
    charset: str | None


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host`."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    address: str,
    *,
    resolver: Resolver = resolve,
    transport: httpx.BaseTransport | None = None,
    timeout: float = TIMEOUT,
) -> Page:
    """The page at `address`; InputError says why it cannot be had.

    Each hop's host is resolved here, refused unless every address of it is public, and connected to
    by the address that was checked, so that a name that changes its address in between gains nothing.
    """
    deadline = time.monotonic() + timeout
    try:
        url = httpx.URL(address)
        # Proxies and .netrc of the environment are not read: the checked address would not be used.
        with httpx.Client(transport=transport, timeout=timeout, trust_env=False, headers=_HEADERS) as client:
            for _ in range(MAX_REDIRECTS + 1):
                request = _request(client, url, resolver, address)
                response = client.send(request, stream=True, follow_redirects=False)
                try:
                    if not response.has_redirect_location:
                        return _page(response, url, address, deadline)
                    url = url.join(response.headers["location"])
                finally:
                    response.close()
    except httpx.InvalidURL as error:
        raise InputError(f"{address}: no valid address ({error}); expected http:// or https:// and a host") from None
    except httpx.TimeoutException:
        raise InputError(f"{address}: no answer within {timeout:g} s; try again later or save the page") from None
    except httpx.HTTPError as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise InputError(f"{address}: cannot be fetched ({reason}); check the address or save the page") from None
    raise InputError(f"{address}: more than {MAX_REDIRECTS} redirects; give the address where the page is")


def _request(client: httpx.Client, url: httpx.URL, resolver: Resolver, address: str) -> httpx.Request:
    """A request for `url` that connects to an address of its host that was found to be public."""
    if url.scheme not in ("http", "https"):
        raise InputError(f"{address}: leads to {url.scheme or 'no scheme'}; only http and https are fetched")
    port = url.port or (443 if url.scheme == "https" else 80)
    if not url.host or port > 65535:
        raise InputError(f"{address}: no valid address; expected http:// or https:// and a host")
    try:
        found = resolver(url.host, port)
    except (OSError, UnicodeError):
        raise InputError(f"{address}: host {url.host} is not known; check the address and the network") from None
    if not found:
        raise InputError(f"{address}: host {url.host} has no address; check the address and the network")
    for one in found:
        if not is_public(one):
            raise InputError(
                f"{address}: host {url.host} is at {one}, which is not public; only public addresses are "
                "fetched; save the page and give the file"
            )
    request = client.build_request("GET", url.copy_with(host=found[0].split("%")[0]))
    request.headers["Host"] = url.netloc.decode("ascii").rpartition("@")[2]
    request.extensions["sni_hostname"] = url.raw_host.decode("ascii")
    return request


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; IPv4 inside IPv6 counts as what it is inside."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, ip.teredo[1] if ip.teredo else None]
        if int(ip) >> 32 in (0, 0x64FF9B << 64):  # IPv4-compatible, and NAT64's 64:ff9b::/96
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(four is not None and not is_public(str(four)) for four in inner):
            return False
        if ip.ipv4_mapped:
            return True
        if ip.is_site_local:
            return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local or ip.is_unspecified
    )


def _page(response: httpx.Response, url: httpx.URL, address: str, deadline: float) -> Page:
    if response.status_code != 200:
        raise InputError(f"{address}: the server answers {response.status_code}; check the address or save the page")
    stated = response.headers.get("content-type", "text/html")
    kind = stated.partition(";")[0].strip().lower()
    if kind not in _READABLE:
        raise InputError(
            f"{address}: is {kind}; expected a web page, a feed, a news item or text; give the address of the article"
        )
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            raise InputError(f"{address}: larger than {MAX_BYTES:,} bytes; give the address of a single article")
        if time.monotonic() > deadline:
            raise InputError(f"{address}: not complete within the time allowed; try again later or save the page")
    return Page(bytes(data), str(url), kind, response.charset_encoding)
