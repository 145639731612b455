"""The portal's own settings under the test profile."""

import os

os.environ["PORTAL_PROFILE"] = "test"

from csp_portal.settings import *  # noqa: F403 - this module is those settings
