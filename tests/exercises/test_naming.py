"""Whose a file is: names as browsers, mail programs and course pages make them."""

import pytest

NAMES = ["01_anatomy_of_a_briefing", "03_reading_a_number", "capstone"]
SET = NAMES[0]
LONG = "ü" * 40  # 80 bytes


@pytest.mark.parametrize(
    "name, owner, exercise, again",
    [
        # plain, and what stands between the words
        (f"anna_{SET}.ipynb", "anna", SET, False),
        (f"{SET}-anna.ipynb", "anna", SET, False),
        ("Anna 01 - Anatomy of a Briefing.ipynb", "Anna", SET, False),
        ("anna capstone.ipynb", "anna", "capstone", False),
        ("anna.ipynb", "anna", "", False),
        (f"{SET}.ipynb", "", SET, False),
        # endings
        (f"anna_{SET}.ipynb.part", "anna", SET, False),
        (f"anna_{SET}.ipynb.crdownload", "anna", SET, False),
        (f"anna_{SET}.ipynb.1", "anna", SET, False),
        (f"anna_{SET}.json", "anna", SET, False),
        # saved again
        (f"anna_{SET} (1).ipynb", "anna", SET, True),
        (f"anna_{SET} (Kopie).ipynb", "anna", SET, True),
        (f"anna_{SET} - Kopie (2).ipynb", "anna", SET, True),
        (f"anna_{SET} copie.ipynb", "anna", SET, True),
        (f"Kopie von anna_{SET}.ipynb", "anna", SET, True),
        (f"Copia de anna_{SET}.ipynb", "anna", SET, True),
        (f"anna (1)_{SET}.ipynb", "anna", SET, True),
        (f"anna - (1)_{SET}.ipynb", "anna", SET, True),
        (f"anna_{SET}.ipynb (1).txt", "anna", SET, True),
        (f"anna_{SET} 副本2.ipynb", "anna", SET, True),
        ("anna (1).ipynb", "anna", "", True),
        ("(1).ipynb", "", "", True),  # the browser named it; nobody's
        ("(12).ipynb.part", "", "", True),
        ("1.ipynb", "1", "", False),  # may be a number of the class list
        ("copy.ipynb", "copy", "", False),
        # course pages
        (f"Anna Smith_12345_assignsubmission_file_{SET}.ipynb", "Anna Smith_12345", SET, False),
        (f"A B_12_assignsubmission_file_x_{SET} (1).ipynb", "A B_12", SET, True),
        ("A B_12_assignsubmission_file_final.ipynb", "A B_12", "", False),
        (f"smithanna_12345_67890_{SET}.ipynb", "smithanna_12345", SET, False),
        (f"smithanna_late_12345_67890_{SET}.ipynb", "smithanna_12345", SET, False),
        # Canvas counts what is sent again, and gives up counting at eight
        (f"smithanna_late_12345_67890_{SET}-1.ipynb", "smithanna_12345", SET, True),
        (f"smithanna_LATE_12345_67890_{SET}-7.ipynb", "smithanna_12345", SET, True),
        (f"smithanna_12345_67890_{SET} (1)-2.ipynb", "smithanna_12345", SET, True),
        (
            f"smithanna_12345_67890_{SET}-0b7c1f0e-5d2a-4c1b-9a57-6f0c2d9f3e11.ipynb",
            "smithanna_12345",
            SET,
            True,
        ),
        ("smithanna_12345_67890_final-8.ipynb", "smithanna_12345", "", False),  # never counted so
        (f"anon_aB3dE_67890_{SET}.ipynb", "anon_aB3dE", SET, False),
        (f"LATE_anon_aB3dE_67890_{SET}-1.ipynb", "anon_aB3dE", SET, True),
        (f"A B_12_assignsubmission_file_x_{SET}-1.ipynb", "A B_12", SET, False),  # Moodle does not
        (f"smithanna_12345_67890_anna_{SET}.ipynb", "smithanna_12345", SET, False),
    ],
)
def test_the_name_of_a_file_says_owner_exercise_and_whether_it_was_saved_again(
    kit, name, owner, exercise, again
):
    assert kit.naming.read_name(name, NAMES) == (owner, exercise, again)


@pytest.mark.parametrize(
    "folder, owner",
    [
        ("anna", "anna"),
        ("Anna Smith_12345_assignsubmission_file_", "Anna Smith_12345"),
        (f"A B_12_assignsubmission_file_{SET}", "A B_12"),
        (SET, ""),
        ("Capstone", ""),
        ("Week 3", ""),
        ("exercises", ""),
        ("Hand-ins", ""),
        ("homework_12", ""),
        ("07", ""),
        ("weekend", "weekend"),
        ("week 123", "week 123"),
    ],
)
def test_the_name_of_a_folder_says_whose_it_is_or_nobodys(kit, folder, owner):
    assert kit.naming.folder_owner(folder, NAMES) == owner


@pytest.mark.parametrize(
    "owner, row",
    [
        ("Anna Smith", "Anna-Smith"),
        ("a@b.org", "a@b.org"),
        ("../../etc", "etc"),
        ("-@=._", "unnamed"),
        ("", "unnamed"),
        (LONG, LONG),
        (LONG + "ü", LONG),
        ("a" * 81, "a" * 80),
    ],
)
def test_the_name_of_a_row_is_one_that_a_folder_can_have(kit, owner, row):
    assert kit.naming.row_name(owner) == row


@pytest.mark.parametrize(
    "student, number",
    [("Anna_12345", "12345"), ("Anna_12", "12"), ("Anna_1", ""), ("Anna 12", ""), ("12_Anna", "")],
)
def test_the_number_of_a_course_page_stands_at_the_end(kit, student, number):
    assert kit.naming.course_number(student) == number


@pytest.mark.parametrize(
    "name, read",
    [
        ("a\u0308nna", "änna"),  # decomposed
        ("giulia%20rossi", "giulia rossi"),
        ("100% sure", "100% sure"),
        ("caf%E9", "caf%E9"),  # no UTF-8: left as it is
        ("=?UTF-8?B?aHVnbw==?=", "hugo"),
        ("=?nothing?B?aHVnbw==?=", "=?nothing?B?aHVnbw==?="),
        ("=?UTF-8?B?G1szMW1odWdv?=", "hugo"),  # a red one, coded
        ("%1b[31mhugo", "hugo"),
        ("  anna ", "anna"),
        ("an\tna\u2028b", "an na b"),
        ("\u202eanna\x00", "anna"),
        ("\x1b]0;title\x07anna", "anna"),
    ],
)
def test_a_name_is_read_as_somebody_typed_it(kit, name, read):
    assert kit.naming.plain_name(name) == read
