"""What the narrative says of income and spending, in the wordings of real units, and what it does not say."""

import pytest

from extraction.helpers import claimed, money_told, passage, record, texts, told, unread_told
from extractor.extraction.claims import Claims
from extractor.extraction.rules.spending import MoneyReader

MONEY = [
    (
        "2024年，我馆年初预算收入为326.40万元，其中一般公共预算拨款310.00万元。",
        {"income.initial": "326.40万元", "income.general_public": "310.00万元"},
    ),
    ("年初预算总收入1080万元，总支出1080万元。", {"income.initial": "1080万元", "initial_budget": "1080万元"}),
    ("2024年预算总支出1080万元，实际总支出1240.15万元。", {"adjusted_budget": "1080万元", "total": "1240.15万元"}),
    (
        "年初预算安排320万元，年中追加48.2万元，调整后预算368.2万元，实际支出361.5万元，预算执行率98.18%。",
        {
            "initial_budget": "320万元",
            "income.supplement": "48.2万元",
            "adjusted_budget": "368.2万元",
            "total": "361.5万元",
            "rate": "98.18%",
        },
    ),
    (
        "2024年我馆部门预算安排资金1,080.00万元，实际到位资金1,080.00万元，实际支出1,065.32万元。",
        {"adjusted_budget": "1080.00万元", "total": "1065.32万元"},
    ),
    ("一、收入：1256.38万元\n二、支出：1240.15万元", {"income.total": "1256.38万元", "total": "1240.15万元"}),
    (
        "2024年度收入总额（含上年结转）1098.5万元，支出总额1080.2万元，结转下年18.3万元。",
        {"income.total": "1098.5万元", "total": "1080.2万元", "balance": "18.3万元"},
    ),
    (
        "部门整体支出1,240.15万元，其中：基本支出860.20万元；项目支出379.95万元。",
        {"total": "1240.15万元", "basic.total": "860.20万元", "project.total": "379.95万元"},
    ),
    (
        "收入总计1256.38万元，其中：财政拨款收入1186.2万元（含上年结转32.5万元），其他收入20.18万元。",
        {
            "income.total": "1256.38万元",
            "income.fiscal": "1186.2万元",
            "income.carryover": "32.5万元",
            "income.other": "20.18万元",
        },
    ),
    (
        "支出总计1080.2万元，其中：一般公共预算财政拨款支出1030.2万元，政府性基金预算财政拨款支出50万元。",
        {"total": "1080.2万元", "government_fund": "50万元"},
    ),
    ("2024年一般公共预算支出1190.15万元。", {"total": "1190.15万元"}),
    (
        "全年执行数1240.15万元，预算执行率为98.71%，其中基本支出执行率100%，项目支出执行率92.4%。",
        {"total": "1240.15万元", "rate": "98.71%"},
    ),
    ("2024年支出决算数为3721800元，年末结转结余13.42万元。", {"total": "3721800元", "balance": "13.42万元"}),
]

PARTS = [
    ("basic", "工资福利支出预算数240万元，决算数240.12万元。", {"basic.wages": "240.12万元"}),
    ("basic", "基本支出年初预算280万元，决算298.6万元。", {"basic.total": "298.6万元"}),
    ("basic", "2024年，我馆基本支出预算860万元，实际支出855.2万元，预算执行率99.44%。", {"basic.total": "855.2万元"}),
    (
        "basic",
        "基本支出2986000元，主要用于：工资福利支出2401200.50元、商品和服务支出372000元。",
        {"basic.total": "2986000元", "basic.wages": "2401200.50元", "basic.goods_services": "372000元"},
    ),
    (
        "basic",
        "人员支出261.4万元，人均8.71万元；公用支出37.2万元，人均1.24万元。",
        {"basic.personnel": "261.4万元", "basic.public": "37.2万元"},
    ),
    (
        "basic",
        "商品和服务支出117.4万元，主要是办公费18万元、劳务费8万元、其他商品和服务支出12万元。",
        {"basic.goods_services": "117.4万元"},
    ),
    ("basic", "人员支出742.8万元，其中在职人员经费680万元、退休人员经费62.8万元。", {"basic.personnel": "742.8万元"}),
    ("project", "项目支出全年预算80万元，执行数73.58万元，执行率91.98%。", {"project.total": "73.58万元"}),
    ("project", "2024年项目支出支出共计73.58万元。", {"project.total": "73.58万元"}),
]

SILENT = [
    (
        "money",
        "2024年部门预算总额1080万元，其中：人员经费742万元、公用经费117.4万元。",
        {"adjusted_budget": "1080万元"},
    ),
    ("money", "年初预算1080万元，其中基本支出860万元，项目支出220万元。", {"initial_budget": "1080万元"}),
    ("money", "2024年预算收入1080万元；预算支出1080万元，其中：基本支出860万元；项目支出220万元。", {}),
    (
        "money",
        "全年财政拨款收入1080万元，其中：人员经费拨款742万元，项目经费拨款220万元。",
        {"income.fiscal": "1080万元"},
    ),
    ("money", "2024年政府性基金收入50万元，政府性基金支出48万元。", {"government_fund": "48万元"}),
    ("money", "2023年总支出384万元。其中：基本支出300万元，项目支出84万元。", {}),
    ("money", "2023年总支出384.58万元，2024年总支出372.18万元。", {"total": "372.18万元"}),
    ("money", "2022年至2024年，我馆支出合计3560万元；近三年总支出3560万元。", {}),
    ("money", "截至2024年12月31日，资产总额2356.8万元，负债合计120万元。", {}),
    ("money", "政府采购预算86万元，实际采购金额81.5万元，政府采购执行率94.77%。", {}),
    ("money", "追加预算176.38万元，其中人员经费追加120万元。", {"income.supplement": "176.38万元"}),
    ("money", "水库除险加固项目年初预算150万元，执行数120万元，预算执行率80%。", {}),
    ("money", "下属图书馆项目支出30万元，县水利局基本支出860万元。", {}),
    ("money", "基本支出、项目支出合计372.18万元。", {}),
    ("money", "预算执行率达98%以上，资金执行率较上年提高2个百分点。", {}),
    ("basic", "全年发放临聘人员工资36.5万元，临聘人员经费48万元。", {}),
    ("basic", "公用经费人均定额2万元，实际支出117.4万元。", {}),
    ("basic", "公用经费支出控制在预算内，全年支出117.4万元。", {}),
    ("basic", "人员经费年初预算700万元，追加42.8万元，决算742.8万元。", {}),
    ("deeds", "全年组织培训12场，实际支出18.6万元，惠及群众3200人，满意率96.5%。", {}),
    ("deeds", "全年争取资金320万元，人均受益56元。", {}),
]


@pytest.mark.parametrize(("sentence", "figures"), MONEY)
def test_whole_amounts_are_read_as_they_are_told(sentence, figures):
    """Budget, income, spending, balance and rate of the whole, in many wordings, and nothing else."""
    assert money_told("money", sentence) == figures


@pytest.mark.parametrize(("section", "sentence", "figures"), PARTS)
def test_general_words_speak_of_what_was_named(section, sentence, figures):
    """决算数 and 实际支出 are of the label before them in the sentence, else of the section."""
    assert money_told(section, sentence) == figures


@pytest.mark.parametrize(("section", "sentence", "figures"), SILENT)
def test_what_is_no_fact_of_the_unit_stays_unread(section, sentence, figures):
    """Plans of parts, other years, other units, unit prices, reasons and sources fill no field of spending."""
    assert money_told(section, sentence) == figures


@pytest.mark.parametrize(("section", "sentence", "_figures"), SILENT)
def test_nothing_vanishes(section, sentence, _figures):
    """Every amount of a sentence that fills no field is listed as unread."""
    amounts = len(money_told(section, sentence))
    report_total = amounts + len(unread_told(section, sentence))

    assert report_total >= sentence.count("万元") + sentence.count("%")


CHANGES = [
    (
        "money",
        "2024年支出总额372.18万元，同比减少12.4万元，下降3.22%，主要原因是压减一般性支出8.6万元。",
        {"total": "372.18万元", "change_from_previous": "-12.4万元", "growth": "-3.22%"},
    ),
    ("money", "支出决算数为372.18万元，较年初预算增加42.18万元，增长12.78%。", {"total": "372.18万元"}),
    (
        "basic",
        "基本支出298.6万元，比上年的286.2万元增加12.4万元，增长4.33%。",
        {"basic.total": "298.6万元", "basic.change_from_previous": "12.4万元", "basic.growth": "4.33%"},
    ),
    ("basic", "基本支出298.6万元。差旅费较上年减少5万元，下降8%。", {"basic.total": "298.6万元"}),
    ("basic", "基本支出298.6万元，其中差旅费12万元，较上年增长30%。", {"basic.total": "298.6万元"}),
    (
        "basic",
        "我馆人员经费较上年增加12.3万元，主要是调资。公用经费比年初预算增加3.5万元。",
        {"basic.personnel_change_from_previous": "12.3万元"},
    ),
    (
        "basic",
        "基本支出决算860.2万元，完成年初预算的105.3%，较上年决算814.6万元增长5.6%。",
        {"basic.total": "860.2万元", "basic.growth": "5.6%"},
    ),
    (
        "project",
        "项目支出379.95万元，与上年相比减少25.3万元，减少6.24%，原因是：一是培训费减少5万元；二是项目支出压减20.3万元。",
        {"project.total": "379.95万元", "project.change_from_previous": "-25.3万元", "project.growth": "-6.24%"},
    ),
    (
        "money",
        "年末结转结余13.42万元，比上年减少2.1万元。",
        {"balance": "13.42万元", "balance_change_from_previous": "-2.1万元"},
    ),
]


@pytest.mark.parametrize(("section", "sentence", "figures"), CHANGES)
def test_changes_belong_to_the_amount_they_follow(section, sentence, figures):
    """A change goes to the amount named with it or before it; one against a budget or in a reason goes nowhere."""
    assert money_told(section, sentence) == figures


SHARES = [
    (
        "全年总支出372.18万元，其中基本支出298.60万元，占80.23%，项目支出73.58万元，占总支出的19.77%。",
        {"basic.shares.total": "80.23%", "project.share": "19.77%"},
        {"project.share_of": "总支出"},
    ),
    (
        "人员经费742.8万元（占比86.35%）、公用经费117.4万元，占基本支出的13.65%。",
        {"basic.shares.personnel": "86.35%", "basic.shares.public": "13.65%"},
        {"basic.shares.public_of": "基本支出"},
    ),
    ("工资福利支出占基本支出的81.17%。", {"basic.shares.wages": "81.17%"}, {"basic.shares.wages_of": "基本支出"}),
]


@pytest.mark.parametrize(("sentence", "shares", "of"), SHARES)
def test_shares_say_of_what(sentence, shares, of):
    """A share belongs to its amount, with the words that say of what it is a share."""
    said = money_told("basic", sentence)
    report = told("basic", sentence)

    assert {path: value for path, value in said.items() if "share" in path} == shares
    assert {path.removeprefix("spending."): text for path, text in texts(report, under="spending.").items()} == of


THREE_PUBLIC = [
    (
        "2024年“三公”经费预算6万元，实际支出5.62万元，较上年减少0.38万元，下降6.33%。",
        {
            "total.budget": "6万元",
            "total.final": "5.62万元",
            "total.change_from_previous": "-0.38万元",
            "total.growth": "-6.33%",
        },
    ),
    (
        "公务接待费年初预算1.5万元，决算1.12万元，完成预算的74.67%，接待12批次96人次。",
        {"reception.budget": "1.5万元", "reception.final": "1.12万元"},
    ),
    (
        "2024年“三公”经费预算10万元，其中公务接待费4万元、公务用车运行维护费6万元。",
        {"total.budget": "10万元", "reception.budget": "4万元", "vehicle_operation.budget": "6万元"},
    ),
    (
        "“三公”经费支出共计8.6万元（其中：公务接待费2.6万元，公务用车运行维护费6.0万元），较上年的9.1万元减少0.5万元。",
        {
            "total.final": "8.6万元",
            "total.change_from_previous": "-0.5万元",
            "reception.final": "2.6万元",
            "vehicle_operation.final": "6.0万元",
        },
    ),
    (
        "公务用车购置费0元，公务用车运行费4.5万元，车均1.5万元。",
        {"vehicle_purchase.final": "0元", "vehicle_operation.final": "4.5万元"},
    ),
    ("三公经费较年初预算减少0.88万元。上年三公经费6.2万元，三公经费控制率为86%。", {}),
]


@pytest.mark.parametrize(("sentence", "figures"), THREE_PUBLIC)
def test_three_public_is_read_by_item(sentence, figures):
    """Each item of 三公经费 has its budget, final amount and change; unit prices and other years have no place."""
    assert money_told("three_public", sentence) == {f"three_public.{path}": value for path, value in figures.items()}


def test_weak_words_count_only_alone():
    """一般公共预算支出 is the total of a report only when no sentence names the total."""
    text = "河口县文化馆2024年度绩效自评报告\n二、收支情况\n一般公共预算支出50万元。\n\n全年总支出60万元。\n"

    assert record(text).spending.total.text == "60"
    assert not record(text).spending.total.alternatives


def test_a_reader_of_an_unknown_year_takes_every_year():
    """Without a fiscal year no named year is another one."""
    claims = Claims()
    MoneyReader(claims).read(passage("2021年总支出384.58万元。"))

    assert claimed(claims) == {"spending.total": "384.58万元"}


UNRELATED = [
    ("basic", "公用经费98万元。全年用电12345度，同比下降8.4%。", {"basic.public": "98万元"}),
    ("basic", "公用经费98万元。组织培训12期，比上年增长20%。", {"basic.public": "98万元"}),
    ("three_public", "公务接待费2万元，共接待12批次，同比下降20%。", {"three_public.reception.final": "2万元"}),
    ("project", "项目支出70万元。较上年增长5%。", {"project.total": "70万元", "project.growth": "5%"}),
]


@pytest.mark.parametrize(("section", "sentence", "figures"), UNRELATED)
def test_a_change_of_something_counted_is_none_of_money(section, sentence, figures):
    """A growth behind a count is of the count; one that opens the next sentence is of the amount before."""
    assert money_told(section, sentence) == figures
