"""The HTTP application, put together."""

from fastapi import FastAPI

from tonewright import __version__
from tonewright.api.cors import Cors
from tonewright.api.docs import add_docs
from tonewright.api.documentation import describe
from tonewright.api.errors import CatchAll, add_error_handlers
from tonewright.api.origin import ValidHost
from tonewright.api.redaction import keep_keys_out_of_logs
from tonewright.api.routes import BASE, add_routes
from tonewright.api.services import ApiServices
from tonewright.api.slashes import TrailingSlash

_SLASHED = (f"{BASE}/", "/healthz/", "/readyz/", "/docs/", "/openapi.json/")


def create_app(services: ApiServices) -> FastAPI:
    """The ASGI application that speaks the HTTP contract with these services."""
    keep_keys_out_of_logs()
    app = FastAPI(title="Tonewright", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.services = services
    add_routes(app)
    add_docs(app)
    add_error_handlers(app)
    app.openapi = lambda: describe(app)  # type: ignore[method-assign]
    # The last one added is the outermost: CORS headers stand on every answer, that of the others included.
    app.add_middleware(TrailingSlash, prefixes=_SLASHED)
    app.add_middleware(ValidHost)
    app.add_middleware(CatchAll)
    app.add_middleware(Cors, origins=services.cors_origins)
    return app
