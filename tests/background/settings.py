"""The portal's settings for the processes that the worker's tests start."""

import os

os.environ["PORTAL_PROFILE"] = "test"

from csp_portal.settings import *  # noqa: F403 - this module is those settings
from csp_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.background"]
