"""People and cars as the narrative tells them."""

import pytest

from extraction.helpers import staff_told, told

STAFF = [
    (
        "我馆核定编制28名，实有在职人员26人，退休人员15人，临聘人员6人，公务用车1辆。",
        {"authorized": "28名", "actual": "26人", "retired": "15人", "临聘人员.actual": "6人", "vehicles.total": "1辆"},
    ),
    (
        "现有编制28个，其中行政编制5个、事业编制23个；在职26人，其中行政4人、事业22人。",
        {"authorized": "28个", "行政编制.authorized": "5个", "事业编制.authorized": "23个", "actual": "26人"},
    ),
    (
        "局机关行政编制18名，事业编制27名，年末在职43人。",
        {"局机关行政编制.authorized": "18名", "事业编制.authorized": "27名", "actual": "43人"},
    ),
    (
        "核定行政编制15名，实有14人，事业编制50名，实有48人。",
        {
            "行政编制.authorized": "15名",
            "行政编制.actual": "14人",
            "事业编制.authorized": "50名",
            "事业编制.actual": "48人",
        },
    ),
    (
        "编制人数：28人，在职人数：26人，离退休15人，遗属3人。",
        {"authorized": "28人", "actual": "26人", "retired": "15人"},
    ),
    (
        "单位编制数28人，年末实有人数26人，较上年减少2人，在职人员控制率92.86%。",
        {"authorized": "28人", "actual": "26人", "control_rate": "92.86%"},
    ),
    ("在编在职人员26人（其中党员18人、女职工12人），聘用人员6人。", {"actual": "26人", "聘用人员.actual": "6人"}),
    ("共有编制65人，其中：局机关编制20人，实有18人；河道管理站编制15人，实有15人。", {"authorized": "65人"}),
    ("下属事业单位2个，在职人数26人，其中县图书馆在职8人。", {"actual": "26人"}),
    ("2023年末在职人员46人，2024年末在职人员44人，退休人员38人。", {"actual": "44人", "retired": "38人"}),
    ("学校现有教职工86人，其中在编78人，学生1260人。", {"actual": "86人"}),
    ("约有在职人员30余人，年末编制28人。", {"authorized": "28人"}),
    ("全局干部职工62人，其中党员35人，研究生学历4人。", {}),
]

CARS = [
    (
        "现有公务用车2辆，其中应急保障用车1辆、机要通信用车1辆，单价50万元以上设备3台。",
        {"vehicles.total": "2辆", "应急保障用车.count": "1辆", "机要通信用车.count": "1辆"},
    ),
    ("公务用车编制4辆，实有公务用车3辆，其中执法执勤用车1辆。", {"vehicles.total": "3辆", "执法执勤用车.count": "1辆"}),
    ("无公务用车，在职26人，办公用房3间，电脑12台。", {"actual": "26人"}),
    ("环卫作业车辆12辆，公务用车保有量3辆。", {"vehicles.total": "3辆"}),
]


@pytest.mark.parametrize(("sentence", "said"), [*STAFF, *CARS])
def test_people_and_cars_are_counted_as_told(sentence, said):
    """编制, 在职, 退休, classes and cars; parts of the unit, party members and other years count nowhere."""
    assert staff_told(sentence) == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "编制部门核定我单位编制102个，现有在职职工85人（其中女性8人，本科以上学历占60.1%），退休人员13人。",
            {"authorized": "102个", "actual": "85人", "retired": "13人"},
        ),
        (
            "人员情况：在职人员编制9人，其中行政编制9人；在职实有8人。",
            {"authorized": "9人", "actual": "8人", "行政编制.authorized": "9人"},
        ),
        ("县委机构编制委员会办公室核定编制20名，实有18名，其中女职工6名。", {"authorized": "20名", "actual": "18名"}),
        ("年末公务用车实有4辆。", {"vehicles.total": "4辆"}),
        ("截至2024年末，公务用车实有数4台。", {"vehicles.total": "4台"}),
        ("公务用车编制5辆，实际保有4辆。", {"vehicles.total": "4辆"}),
        ("公务用车编制5辆。", {}),
    ],
)
def test_who_fixed_the_posts_and_what_is_in_use_changes_nothing(sentence, said):
    """Any authority may fix the posts; women are a part of the staff; cars in use are counted, posts for cars not."""
    assert staff_told(sentence) == said


def test_a_subordinate_unit_is_a_row_of_its_own():
    """The counts of a unit that a sentence opens with stand in a row with its name."""
    sentence = "县少年宫，公益一类事业单位，核定编制10个，在职9人。"

    assert staff_told(sentence) == {"县少年宫.authorized": "10个", "县少年宫.actual": "9人"}


@pytest.mark.parametrize(
    ("sentence", "closed"),
    [
        ("编制28个，其中行政编制5个、事业编制23个。", True),
        ("编制28个，主要有行政编制5个、事业编制20个。", None),
        ("编制28个，其中行政编制5个、事业编制20个等。", None),
        ("编制28个。", None),
    ],
)
def test_classes_are_complete_only_when_the_list_says_so(sentence, closed):
    """其中 without 等 and 主要 closes the list of classes."""
    assert told("unit", sentence).staffing.breakdown_closed is closed


def test_people_of_deeds_are_no_staff():
    """Under results 在职 and 编制 tell of deeds, not of the unit."""
    assert told("deeds", "组织在职人员培训，共培训在职人员320人。").staffing is None
