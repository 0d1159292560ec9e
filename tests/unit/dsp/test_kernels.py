import pytest
from numba.core.caching import IndexDataCacheFile

import tonewright.dsp.kernels  # noqa: F401


def test_two_processes_that_compile_a_kernel_at_once_never_leave_one_the_others_code(tmp_path):
    one, other = (IndexDataCacheFile(str(tmp_path), "kernel", "stamp") for _ in range(2))
    written = one._save_data

    def write_late(name, code):
        other.save("float64", "code for float64")
        written(name, code)

    one._save_data = write_late
    one.save("float32", "code for float32")
    reader = IndexDataCacheFile(str(tmp_path), "kernel", "stamp")
    assert reader.load("float32") == "code for float32"
    assert reader.load("float64") == "code for float64"


@pytest.mark.parametrize("times", [1, 3])
def test_a_kernel_that_is_compiled_again_is_read_as_it_was_last(tmp_path, times):
    for number in range(times):
        IndexDataCacheFile(str(tmp_path), "kernel", "stamp").save("float32", number)
    assert IndexDataCacheFile(str(tmp_path), "kernel", "stamp").load("float32") == times - 1


def test_old_code_is_not_read_for_changed_source(tmp_path):
    IndexDataCacheFile(str(tmp_path), "kernel", "old").save("float32", "old code")
    assert IndexDataCacheFile(str(tmp_path), "kernel", "new").load("float32") is None
