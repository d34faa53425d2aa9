"""What browsers are told of the dashboard's safety, for whoever serves it."""

from __future__ import annotations

A_YEAR = 365 * 24 * 3600


def content_policy(sign_in: str, pictures: str) -> str:
    """The Content-Security-Policy: own files only, and no call but to the API and to `sign_in` (an origin).

    `pictures` is the origin of the brand's bucket: pictures of texts are drawn from there and uploaded to it.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: blob: {pictures}",
            "font-src 'self'",
            f"connect-src 'self' {sign_in} {pictures}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
