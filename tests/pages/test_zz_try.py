import time,sys,pytest
from tests.measures.by_group import crowd
def test_it(tmp_path_factory, monkeypatch, capsys):
    t=time.time(); h=crowd.crowd_home(tmp_path_factory); print('build',time.time()-t)
    monkeypatch.setenv('PHM_HOME',str(h.root))
    from tests.pages.visits import Visit
    t=time.time(); v=Visit("pages/2_Four_dimensions.py"); print('visit',time.time()-t)
    t=time.time(); v=Visit("pages/2_Four_dimensions.py"); print('visit',time.time()-t)
    t=time.time(); v=Visit("pages/2_Four_dimensions.py",{"area":"U90001"}); print('visit',time.time()-t)
    t=time.time(); v=Visit("pages/2_Four_dimensions.py",{"area":"U90001","by_group":"declined_percent"}); print('visit',time.time()-t)
    print(v.choices, v.app.exception, v.app.toast); print(v.text); print([v.options(n) for n in v.choices])
    v=Visit("pages/2_Four_dimensions.py",{"panels":"six"});print(v.text)
    import shutil; shutil.copytree(h.root,'/tmp/p4/crowd',dirs_exist_ok=True)
