"""What browsers are told of the dashboard's safety, for whoever serves it."""

from __future__ import annotations

A_YEAR = 365 * 24 * 3600


def content_policy(sign_in: str) -> str:
    """The Content-Security-Policy: own files only, and no call but to the API and to `sign_in` (an origin)."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self' {sign_in}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
