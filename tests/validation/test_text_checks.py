"""Families C and X: what each check of the text says of a sentence that shows the fault, and of one that does not."""

from __future__ import annotations

import pytest

from extractor.settings import Settings
from extractor.validation import check
from extractor.validation.catalogue import RULES
from tests.validation.papers import case, failed, findings, outcomes, unplaced

HEAD = "青石县文化馆2024年度部门整体支出绩效自评报告\n\n"
OUTLINE = "{}一、部门基本情况\n设三个股。\n二、一般公共预算支出情况\n基本支出10万元。\n三、政府性基金预算支出情况\n无\n"
PROBLEMS = "{}、存在的问题及原因分析\n一是慢。\n{}、下一步改进措施\n一是快。\n"
REST = (
    "四、国有资本经营预算支出情况\n无\n五、社会保险基金预算支出情况\n无\n六、部门整体支出绩效情况\n好。\n"
    + PROBLEMS.format("七", "八")
    + "九、绩效自评结果拟应用和公开情况\n在门户网站公开。\n十、其他需要说明的情况\n无\n"
)
BASE = (
    "附件1\n2024年度部门整体支出绩效评价基础数据表\n经费控制情况(万元)\t2023年决算数\t2024年预算数\t2024年决算数\n"
    "项目支出：\t\t\t\n1、送戏下乡\t9\t10\t10\n2、馆藏修缮\t8\t9\t9\n公用经费\t\t\t\n"
)
PROJECT = (
    "附件3\n2024年度项目支出绩效自评表\n项目支出名称\t送戏下乡\t主管部门\t{}\n项目资金(万元)\t\t年初预算数\t全年预算数"
    "\t全年执行数\t分值\t执行率\t得分\n\t年度资金总额\t10\t10\t10\t10\t100%\t10\n备注： 一个一级项目支出一张表\n"
)
FORM = (
    "部门整体支出绩效自评表\n(2024年度)\n\t\t年初预算\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "年度预算申请(万元)\t年度资金总额\t10\t10\t10\t10\t100%\t10\n\t按收入性质分：\t\t\t按支出性质分：\t\t\t\n"
    "\t其中：一般公共预算：{}\t\t\t其中：基本支出：6\t\t\t\n\t政府性基金拨款：\t\t\t项目支出：4\t\t\t\n"
)
INDICATORS = (
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t完成率\t得分\n"
    "产出指标\t时效指标\t产出时效指标\t及时\t及时\t10\t100%\t10\n"
    "产出指标\t数量指标\t送戏场次\t20场\t20场\t10\t{}\t10\n"
)

GOALS = (
    "部门整体支出绩效自评表\n(2024年度)\n年度总体目标\t预期目标\t实际完成情况\n"
    "\t改造阵地，送戏下乡\t已按计划完成，改造升级{}。\n"
)

FIRES = {
    "C01": (HEAD + OUTLINE.format(""), "存在的问题及原因分析", "warning"),
    "C02": (HEAD + "一、概况\n甲乙丙丁。\n2、预算支出情况\n甲乙丙丁。\n三、绩效情况\n甲乙丙丁。\n",
            "“2、”应为“二、”", "info"),
    "C03": ("1、提升组建率。加强管理。二是推进规范化。三是打造样板点。", "有“二是”，前面没有“一是”", "info"),
    "C05": (BASE + PROJECT.format("文旅局"), "共 2 个项目", "warning"),
    "C06": (FORM.format(""), "按收入性质分的各项全部空白", "warning"),
    "C07": (HEAD + "本部门2024年度截止目前支出总计300万元。", "截止目前", "info"),
    "C08": ("岳阳市图书馆自评报告\n\n一、措施\n强化结果应用，如沅江市计划将自评结果作为预算安排依据。\n", "沅江市",
            "warning"),
    "C09": ("二、一般公人预算支出情况\n一般公共预算支出10万元。\n", "“一般公人预算支出”应为“一般公共预算支出”",
            "warning"),
    "C10": ("我局内设办公室、财务资产部、业务部3个部门。\n绩效工作由财政资产部牵头，各部配合完成。\n", "财政资产部",
            "warning"),
    "C11": ("全局内设办公室、业务股、财务股4个股室，下设二级机构。", "写明 4 个，列出 3 个", "warning"),
    "C12": ("全年培训120人，其中女职工150人，成效明显。", "大于整体", "error"),
    "C13": ("我们开展了“售票员技能比武等活动”，组织了劳动竞赛。", "引号方向或位置有误", "info"),
    "C14": ("三、绩效情况\n全面完成各项工作任务。\n但部分项目目标未达成，时间有延误。\n", "互相矛盾", "warning"),
    "C15": ("开展竞赛，144多家单位参赛，139余人受表彰。", "144多", "info"),
    "C17": ("一、收入决算情况：本部门2024年度年初下达预算267.25万元。\n二、其他\n无\n", "没有决算收入", "warning"),
    "X01": ("根据市财政局关于开展绩效自评工作的通知要求，我会对部\n门整体支出进行了绩效评价，现报告如下。\n",
            "换行切断", "info"),
}  # fmt: skip
"""For each check a text in which it fires, words of its sentence, and the severity."""

SILENT = {
    "C01": HEAD + OUTLINE.format("") + REST,
    "C02": HEAD + "一、概况\n甲乙丙丁。"
    "\n二、预算支出情况\n（一）基本支出\n无\n（二）项目支出\n无\n三、绩效情况\n甲乙丙。\n",
    "C03": "一是提升组建率。二是推进规范化。\n三是打造样板点。\n",
    "C05": BASE + PROJECT.format("文旅局") + PROJECT.format("文旅局").replace("送戏下乡", "馆藏修缮"),
    "C06": FORM.format("10"),
    "C07": HEAD + "本部门2024年度支出总计300万元，截至2024年12月31日结余1万元。2025年1-3月我局开展了自评工作，"
    "共3人参加。",
    "C08": "岳阳市图书馆自评报告\n\n一、措施\n赴沅江市学习考察自评结果作为预算安排依据的做法。"
    "我馆指导平江县、湘阴县分馆自评。\n",
    "C09": "年初预算数、年末预算数和一般公用支出分别列示，人均补助按月发放，绩效指标完成情况较好。",
    "C10": "我局内设业务一科、业务二科、业务三科3个科室。\n业务四科已撤并，由业务一科承担。\n",
    "C11": "新组建了甲公司、乙公司、丙公司等6家企业工会，内设办公室、业务股2个股室。",
    "C12": "全年培训120人，其中女职工50人。发放调查问卷300份，收回有效问卷291份。另有志愿者150人参加。"
           "设三级指标5项（数量指标2项、成本指标1项），其中4项得满分。",
    "C13": "我们开展了“以网络安全为\n人民，网络安全靠人民”的宣传活动。1）培训；2）（竞赛）。",
    "C14": "三、绩效情况\n全面完成征缴任务。\n四、下一步改进措施\n部分目标未达成的要确保全面完成各项工作任务。\n",
    "C15": "1480余名职工参赛，近80期，200多万元，余额144元。",
    "C17": "一、收入决算情况：年初预算100万元，全年收入决算120万元。\n二、其他\n无\n",
    "X01": "根据市财政局关于开展绩效自评工作的通知要求，我会对部门整体支出进行了绩效评价。\n现报告如下。\n",
}  # fmt: skip

MORE_FIRES = {
    "C01 empty": ("C01", HEAD + OUTLINE.format("") + REST.replace("好。\n", ""), "只有标题，没有内容"),
    "C01 beside the point": ("C01", HEAD + OUTLINE.format("") + REST.replace("在门户网站公开。",
            "自评为优秀。"), "没有写到"),
    "C01 untitled": ("C01", "根据市财政局文件精神，我馆开展了自评。\n" + OUTLINE.format("") + REST, "没有标题"),
    "C02 back": ("C02", "一、概况\n甲乙。\n二、预算情况\n甲乙。\n三、绩效情况\n甲乙。\n二、工作打算\n甲乙。\n",
            "序号倒退"),
    "C02 gap": ("C02", "一、概况\n甲乙。\n二、预算情况\n甲乙。\n四、绩效情况\n甲乙。\n", "缺“三、”"),
    "C06 blank": ("C06", PROJECT.format(""), "“主管部门”空着没有填"),
    "C06 no posts": ("C06", FORM.format("10") + "人员情况，现有在职人数 15 人。\n", "没有编制数"),
    "C07 months": ("C07", HEAD + "2024年1-11月，新参保职工5883人。", "1-11月"),
    "C08 hint": ("C08", "五、评价报告综述（参考提纲）\n", "（参考提纲）"),
    "C08 placeholder": ("C08", "根据XX县财政局的要求，我局开展了绩效自评。", "占位符"),
    "C09 head": ("C09", "集中学习，织开展工运史研讨。", "“织开展”应为“组织开展”"),
    "C09 listed": ("C09", "专项资金拔付及时。", "“拔付”应为“拨付”"),
    "C10 level": ("C10",
            "部门名称：岳阳市云溪区总工会\n云溪区总工会开展自评。\n岳阳市云溪财政局（制）\n云溪区部署。\n",
            "云溪区财政局"),
    "C10 kind": ("C10", "下辖市工人文化宫、市职工技术交流站2个单位。\n编制52人（含工人文化宫、技术交流中心）。\n",
            "技术交流中心"),
    "C11 ahead": ("C11", "设置内设机构3个：办公室、业务股、财务股、人事股。", "写明 3 个，列出 4 个"),
    "C12 forms": ("C12", "发放调查问卷300份，收回有效问卷310份。", "回收多于发放"),
    "C12 told otherwise": ("C12", GOALS.format("23家基层工会阵地") + "一、绩效情况\n改造升级路口镇等10余家工会阵地。\n",
            "数字不一致"),
    "C12 indicator": ("C12", GOALS.format("送戏下乡18场") + "指标：\n" + INDICATORS.format("100%")
            .replace("送戏场次", "送戏下乡场次"), "指标实际完成值写 20场"),
    "C06 name": ("C06", FORM.format("10") + "市级预算部门名称\t青石县文化馆整体支出\n甲\t乙\n", "应只写单位名称"),
    "C06 nothing": ("C06", FORM.format("10") + "一、支出管理情况：无\n二、其他情况\n无\n", "只填“无”"),
    "C13 item": ("C13", "1、依法维护女职工的合法权益，\n2、负责工会涉外的各项工作。\n", "条目以逗号结束"),
    "C14 late": ("C14", INDICATORS.format("100%") + "三、绩效情况\n项目进度滞后，影响了效率。\n", "按全部完成填报"),
    "C15 column": ("C15", INDICATORS.format("100.00"), "几种写法"),
}  # fmt: skip

on_paper = [rule.id for rule in RULES if rule.on_paper]


@pytest.mark.parametrize("check_id", FIRES)
def test_fires(check_id):
    """The fault is found once, with its words and severity, and quotes what stands there."""
    text, words, severity = FIRES[check_id]
    found = [one for one in failed(check_id, text) if words in one.message]

    assert [one.severity for one in found] == [severity]
    assert found[0].sides
    assert unplaced(found[0], case(text).document) == []


@pytest.mark.parametrize("name", MORE_FIRES)
def test_fires_too(name):
    """The other forms of the same fault are found."""
    check_id, text, words = MORE_FIRES[name]

    assert any(words in one.message for one in failed(check_id, text)), outcomes(check_id, text)


@pytest.mark.parametrize("check_id", SILENT)
def test_silent(check_id):
    """What looks alike and is right is not reported, and the check says that it looked."""
    said = outcomes(check_id, SILENT[check_id])

    assert said
    assert [one.message for one in said if one.status in {"fail", "hint"}] == []


@pytest.mark.parametrize("check_id", on_paper)
def test_without_the_paper(check_id):
    """A check that reads the paper cannot check a record alone, and says so."""
    report = case(HEAD + OUTLINE.format("")).report
    said = [one for one in check(None, report, Settings()).outcomes if one.check == check_id]

    assert [one.status for one in said] == ["insufficient"]


@pytest.mark.parametrize(
    "row", ["一般公人预算支出\t12.5\t13.6\t12.5\t10", "一般公人预算支出    12.5    13.6    12.5", "|“一般|12.5|13.6|"]
)
def test_rows_of_a_table_that_was_not_understood_are_no_prose(row):
    """Columns outside a table are no running text: nothing is told of their punctuation or lists."""
    text = f"{row}\n{row}、甲、乙3个项目\n"

    assert not {"C11", "C12", "C13"} & set(findings(text))
