"""Addresses: what is fetched, and what is refused. No network: transport and resolver are stubs."""

import gzip

import httpx
import pytest

from dateline.errors import InputError
from dateline.sources.fetch import Page, fetch, is_public

PUBLIC = "93.184.216.34"
Answer = httpx.Response


def get(
    address: str, answers: dict[str, Answer], hosts: dict[str, list[str]] | None = None
) -> tuple[Page, list[httpx.Request]]:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> Answer:
        seen.append(request)
        return answers[f"{request.headers['host']}{request.url.raw_path.decode()}"]

    def resolver(host: str, port: int) -> list[str]:
        found = {"a.example": [PUBLIC], "b.example": ["2606:2800:220:1::1"], **(hosts or {})}
        if host not in found:
            raise OSError("unknown host")
        return found[host]

    return fetch(address, resolver=resolver, transport=httpx.MockTransport(answer)), seen


def to(location: str) -> Answer:
    return Answer(302, headers={"location": location})


def test_page() -> None:
    answer = Answer(200, headers={"content-type": "text/html; charset=koi8-r"}, content=b"<p>x")
    page, seen = get("https://a.example/x?y=1", {"a.example/x?y=1": answer})
    assert page == Page(b"<p>x", "https://a.example/x?y=1", "text/html", "koi8-r")
    # Connected to the address that was checked; the name goes along for TLS and the server.
    assert seen[0].url.host == PUBLIC
    assert seen[0].extensions["sni_hostname"] == "a.example"
    assert seen[0].headers["host"] == "a.example"


def test_redirects() -> None:
    answers = {"a.example/": to("//b.example/2"), "b.example/2": Answer(200, text="hello")}
    page, seen = get("http://a.example/", answers)
    assert (page.url, page.data) == ("http://b.example/2", b"hello")
    assert [request.url.host for request in seen] == [PUBLIC, "2606:2800:220:1::1"]


@pytest.mark.parametrize(
    "address, answers, reason",
    [
        ("http://nowhere.example/", {}, "not known"),
        ("http://local.example/", {}, "127.0.0.1, which is not public"),
        ("http://mixed.example/", {}, "10.0.0.1, which is not public"),
        ("http://a.example/", {"a.example/": to("http://local.example/")}, "not public"),
        ("http://a.example/", {"a.example/": to("file:///etc/passwd")}, "only http and https"),
        ("http://a.example/", {"a.example/": to("http://a.example/")}, "more than 5 redirects"),
        ("http://a.example/", {"a.example/": Answer(404)}, "404"),
        ("http://a.example/", {"a.example/": Answer(200, headers={"content-type": "application/pdf"})}, "application/pdf"),
        ("http://a.example/", {"a.example/": Answer(200, html="x" * 10_000_001)}, "larger than 10,000,000"),
        (
            "http://a.example/",
            {"a.example/": Answer(200, headers={"content-encoding": "gzip"}, content=gzip.compress(b"x" * 10_000_001))},
            "larger than 10,000,000",
        ),
        ("http://", {}, "no valid address"),
        ("http://a.example:99999/", {}, "no valid address"),
    ],
)  # fmt: skip
def test_refused(address: str, answers: dict[str, Answer], reason: str) -> None:
    with pytest.raises(InputError) as caught:
        get(address, answers, {"local.example": ["127.0.0.1"], "mixed.example": [PUBLIC, "10.0.0.1"]})
    message = str(caught.value)
    assert message.startswith(f"{address}: ") and "\n" not in message
    assert reason in message


@pytest.mark.parametrize("error", [httpx.ConnectTimeout("slow"), httpx.ConnectError("refused"), httpx.ReadError("cut")])
def test_network_errors(error: httpx.HTTPError) -> None:
    def fail(request: httpx.Request) -> Answer:
        raise error

    with pytest.raises(InputError, match="http://a.example/: "):
        fetch("http://a.example/", resolver=lambda host, port: [PUBLIC], transport=httpx.MockTransport(fail))


@pytest.mark.parametrize(
    "address, public",
    [
        (PUBLIC, True), ("2606:2800:220:1::1", True), ("::ffff:93.184.216.34", True),
        ("127.0.0.1", False), ("127.9.9.9", False), ("0.0.0.0", False), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("240.0.0.1", False), ("255.255.255.255", False), ("192.0.2.1", False), ("198.18.0.1", False),
        ("::1", False), ("::", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("fec0::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False), ("::ffff:10.0.0.1", False),
        ("::127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("2001:db8::1", False), ("x", False),
    ],
)  # fmt: skip
def test_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public
