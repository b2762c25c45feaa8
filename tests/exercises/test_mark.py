"""The server for marking has its pages and nothing else, and answers only the teacher's browser."""

import asyncio
import json
import threading
import urllib.error
import urllib.request

import pytest

SET = "01_anatomy_of_a_briefing"
TOKEN = "a-token-of-the-test"
ATTACK = "<script>alert(1)</script> <img src=x onerror=alert(2)>"


@pytest.fixture(scope="module")
def course(kit, handed_in, tmp_path_factory):
    """A folder of results with two hand-ins, made without kernels."""
    folder = tmp_path_factory.mktemp("mark") / "class"
    folder.mkdir()
    for student in ("anna", "ben"):
        text = json.dumps(handed_in(SET, **{"q5-essay": f"{ATTACK} {student}"}))
        (folder / f"{student}_{SET}.ipynb").write_text(text, encoding="utf-8")
    said = {"output_type": "stream", "name": "stdout", "text": "Right."}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            kit.graded,
            "run_cells",
            lambda wall, cells, limits: {
                place: kit.cell_runs.CellRun([said]) for place in range(len(cells))
            },
        )
        kit.class_run.grade_folder(folder, folder.with_name("graded"), sandboxed=False)
    return folder.with_name("graded")


@pytest.fixture(scope="module")
def address(kit, course):
    """A server that is at work in a thread of its own."""
    started, stopping = threading.Event(), threading.Event()
    found = {}

    async def serve():
        (socket,) = kit.mark.bind_sockets(0, address="127.0.0.1")
        server = kit.mark.HTTPServer(kit.mark.marking_server(course, TOKEN))
        server.add_socket(socket)
        found["port"] = socket.getsockname()[1]
        started.set()
        while not stopping.is_set():
            await asyncio.sleep(0.05)
        server.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    started.wait(20)
    yield f"http://127.0.0.1:{found['port']}"
    stopping.set()
    thread.join()


def asked(address, **headers):
    """The status, the headers and the text that the server answers with."""
    body = headers.pop("body", None)
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_a_page_opens_at_the_answer_with_rubric_and_model_answer_beside_it(address):
    status, headers, text = asked(f"{address}/{TOKEN}/next")
    assert status == 200
    for words in ("Model answer", "says how many overseas exchanges there are", "autofocus"):
        assert words in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert 'src="http' not in text


@pytest.mark.parametrize(
    "path",
    ["", "tree", "lab", "api/contents", "api/kernels", "api/terminals", "api/sessions", "files/x"],
)  # fmt: skip
def test_there_are_no_kernels_terminals_or_files(address, path):
    assert asked(f"{address}/{path}")[0] == 404
    assert asked(f"{address}/{TOKEN}/{path or '../gradebook.db'}")[0] == 404


def test_only_who_knows_the_token_and_asks_this_computer_gets_an_answer(address):
    assert asked(f"{address}/another-token/next")[0] == 404
    assert asked(f"{address}/{TOKEN}/", Host="evil.example")[0] == 403


def test_points_are_kept_within_their_limits_and_only_from_a_page_of_ours(address, kit, course):
    keep = f"{address}/{TOKEN}/keep/1"
    json_body = {"Content-Type": "application/json"}
    good = json.dumps({"id": "q5-essay", "points": 2.5, "comment": "Which source?"}).encode()
    assert asked(keep, body=good, **{"Content-Type": "text/plain"})[0] == 415
    for points in (5, -1, "many", None, [1], "nan"):
        body = json.dumps({"id": "q5-essay", "points": points or "x"}).encode()
        status, _, text = asked(keep, body=body, **json_body)
        assert status == 400, points
        assert text
    assert asked(keep, body=b'{"id": "nothing", "points": 1}', **json_body)[0] == 400
    assert asked(keep, body=b"[]", **json_body)[0] == 400
    assert asked(keep, body=good, **json_body)[0] == 200
    first, second = kit.mark.hand_ins_to_mark(course)
    assert (first.waits, second.waits) == (False, True)
    assert first.written[0].comment == "Which source?"


def test_next_skips_what_is_done_and_ends_at_the_overview(address, kit, course):
    for hand_in in kit.mark.hand_ins_to_mark(course):
        with kit.gradebook.opened_gradebook(course) as book:
            kit.gradebook.set_mark(book, hand_in.student, SET, "q5-essay", 1)
    assert "Nothing waits for a mark" in asked(f"{address}/{TOKEN}/next")[2]
    assert asked(f"{address}/{TOKEN}/answer/99")[0] == 404


def test_points_of_a_check_can_be_changed_on_the_page_of_the_whole_hand_in(address, kit, course):
    assert asked(f"{address}/{TOKEN}/hand-in/2")[0] == 200
    body = b'{"id": "q2-check", "points": 0.5}'
    json_body = {"Content-Type": "application/json"}
    assert asked(f"{address}/{TOKEN}/keep/2", body=body, **json_body)[0] == 200
    hand_in = kit.mark.hand_ins_to_mark(course)[1]
    assert next(mark.points for mark in hand_in.marks if mark.id == "q2-check") == 0.5


def test_names_are_not_in_the_order_of_marking(address):
    text = asked(f"{address}/{TOKEN}/")[2]
    assert "anna" not in text
    assert "ben" not in text
