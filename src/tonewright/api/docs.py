"""The API's description: `/openapi.json`, and a page that shows it without the internet."""

from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

ASSETS = "/docs/assets"
_PAGE = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tonewright API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{ASSETS}/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="{ASSETS}/swagger-ui-bundle.js"></script>
<script>
SwaggerUIBundle({{
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  validatorUrl: null,
}});
</script>
</body>
</html>
"""
# Everything comes from here; Swagger UI styles itself inline and shows its icons as data URLs.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src *; base-uri 'none'; form-action 'none'"
)


async def show_docs() -> HTMLResponse:
    """The page; all of its parts come from this server."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


def add_docs(app: FastAPI) -> None:
    """Serve the page and its scripts, which come with an installed package."""
    app.add_api_route("/docs", show_docs, methods=["GET"], include_in_schema=False)
    folder = Path(fastapi_offline.__file__).parent / "static"
    app.mount(ASSETS, StaticFiles(directory=folder), name="docs-assets")
