import pytest, time
from django.core.management import call_command
from django.test import Client
from tests.project.crawl import read_page
from tests.project.multiply import multiply_content
from tests.project.test_scale import PATHS
pytestmark = pytest.mark.django_db
def test_it():
    call_command("load_content", "barking_and_dagenham", with_examples=True, verbosity=0)
    multiply_content(20)
    c=Client()
    for p in PATHS:
        t=time.time(); pg=read_page(c,p); print(p,pg.status,pg.queries,round(time.time()-t,2),len(pg.html), flush=True)
