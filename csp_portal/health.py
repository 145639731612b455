"""Whether the portal is alive, for the service manager and the proxy; says nothing else."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache

app_name = "internal"


@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs; asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain; charset=utf-8")


@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and no migration is waiting, else 503."""
    executor = MigrationExecutor(connection)
    is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return HttpResponse(
        "ready\n" if is_migrated else "waiting for migrations\n",
        content_type="text/plain; charset=utf-8",
        status=200 if is_migrated else 503,
    )


urlpatterns = [
    path("live", live, name="live"),
    path("ready", ready, name="ready"),
]
