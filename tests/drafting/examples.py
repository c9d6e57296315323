"""Fictional records for the tests of drafts: a whole department report, one in doubt, one of projects."""

from __future__ import annotations

from typing import Any

from extractor.drafting import draft, outline_of
from extractor.records.draft import Draft
from extractor.records.finding import Change, Finding, Findings, Outcome, Repair, Side
from extractor.records.report import Report
from extractor.settings import Settings
from tests.compact import report_from_compact

WORKS = (
    "一是做实馆藏数字化。全年完成馆藏图书编目3200册，新增数字资源85种。\n二是把服务送到村里。在清河、柳塘等6个村设立流动书柜，"
    "接待读者1.26万人次。\n三是办好阅读活动。举办“书香青禾”系列讲座12场，参加群众860人次。"
)
OWN_PROBLEMS = (
    "一年来，馆务会高度重视预算绩效管理，各项工作有序推进。预算编制还不够细，部分业务经费按往年基数测算。"
    "绩效指标量化程度不高，效益类指标缺乏可核对的依据。"
)
OWN_MEASURES = "一是细化预算编制，按活动场次测算业务经费。二是学习先进单位的做法，完善指标体系。"

DEPARTMENT: dict[str, Any] = {
    "profile": {
        "unit_name": "青禾县图书馆",
        "fiscal_year": "2024",
        "report_date": "2025-04-18",
        "duties": "1、收集、整理和保存图书文献，为读者提供借阅服务。\n2、开展全民阅读推广，组织讲座、展览和培训。",
        "departments": "内设办公室、采编部、读者服务部3个部室，无下属单位。",
    },
    "staffing": {
        "authorized": "24人",
        "actual": "22人",
        "retired": "9人",
        "breakdown_closed": True,
        "breakdown": [
            {"label": "管理人员", "actual": "6人"},
            {"label": "专业技术人员", "actual": "16人"},
        ],
        "vehicles": {"total": "1辆"},
    },
    "budget": {
        "rows": [
            {"item": "total", "label": "年度资金总额", "initial": "412.60万元", "adjusted": "568.30万元",
             "executed": "541.75万元", "weight": "10分", "rate": "95.33%", "score": "9.53分"},
            {"item": "basic", "label": "基本支出", "initial": "332.60万元", "adjusted": "358.30万元",
             "executed": "358.30万元", "rate": "100%"},
            {"item": "project", "label": "项目支出", "initial": "80万元", "adjusted": "210万元",
             "executed": "183.45万元", "rate": "87.36%"},
        ],
        "by_income": {"general_public": "541.75万元"},
    },
    "spending": {
        "basic": {
            "total": "358.30万元", "wages": "271.42万元", "goods_services": "64.18万元",
            "individuals_families": "22.70万元", "change_from_previous": "12.6万元", "growth": "3.64%",
        },
        "project": {
            "total": "183.45万元",
            "items_closed": True,
            "items": [
                {"name": "流动书柜建设", "amount": "96.20万元"},
                {"name": "馆藏数字化", "amount": "58.75万元"},
                {"name": "阅读推广活动", "amount": "28.50万元"},
            ],
        },
        "government_fund": "无",
        "state_capital": "无",
        "social_insurance": "0万元",
    },
    "three_public": {
        "rows": [
            {"item": "total", "budget": "4.2万元", "final": "3.65万元"},
            {"item": "vehicle_operation", "final": "2.9万元"},
            {"item": "reception", "final": "0.75万元"},
        ]
    },
    "goals": {
        "expected": "完善公共阅读服务网络，全年接待读者12万人次以上，举办阅读活动12场。",
        "actual": "全年接待读者12.8万人次，举办阅读活动12场，流动书柜覆盖6个村。",
    },
    "indicators": [
        {"level1": "产出指标", "level1_weight": "50分", "level2": "数量指标", "level3": "举办阅读活动场次",
         "target": "≥12场", "actual": "12场", "weight": "15分", "score": "15分"},
        {"level1": "产出指标", "level1_weight": "50分", "level2": "数量指标", "level3": "新增数字资源",
         "target": "≥50种", "actual": "85种", "weight": "10分", "score": "10分"},
        {"level1": "产出指标", "level1_weight": "50分", "level2": "质量指标", "level3": "编目差错率",
         "target": "≤2%", "actual": "1.4%", "weight": "15分", "score": "15分"},
        {"level1": "产出指标", "level1_weight": "50分", "level2": "时效指标", "level3": "“流动书柜”按期建成率",
         "target": "100%", "actual": "83.3%", "weight": "10分", "score": "8.33分",
         "deviation": "1个村因场地调整推迟到次年建成。"},
        {"level1": "效益指标", "level1_weight": "30分", "level2": "社会效益", "level3": "进馆读者人次",
         "target": "≥12万人次", "actual": "12.8万人次", "weight": "20分", "score": "20分"},
        {"level1": "效益指标", "level1_weight": "30分", "level2": "可持续影响", "level3": "志愿服务长效机制",
         "target": "健全", "actual": "已建立志愿者登记和培训制度", "weight": "10分", "score": "9分"},
        {"level1": "满意度指标", "level1_weight": "10分", "level2": "服务对象满意度", "level3": "读者满意度",
         "target": "≥95%", "actual": "96.5%", "weight": "10分", "score": "10分"},
    ],
    "score": {"weight": "100分", "total": "96.86分", "grade": "优"},
    "sections": [
        {"number": "六、", "title": "部门整体支出绩效情况", "level": 1, "text": WORKS},
        {"number": "七、", "title": "存在的问题及原因分析", "level": 1, "text": OWN_PROBLEMS},
        {"number": "八、", "title": "下一步改进措施", "level": 1, "text": OWN_MEASURES},
        {"number": "九、", "title": "部门整体支出绩效自评结果拟应用和公开情况", "level": 1,
         "text": "自评得分96.86分，自评结果为优。自评报告拟随部门决算在县政府门户网站公开。"},
    ],
}  # fmt: skip

PROJECT: dict[str, Any] = {
    "name": "流动书柜建设",
    "department": "青禾县文化和旅游局",
    "implementing_unit": "青禾县图书馆",
    "fiscal_year": "2024",
    "budget": {
        "rows": [
            {"item": "total", "label": "年度资金总额", "initial": "60万元", "adjusted": "120万元",
             "executed": "96.20万元", "weight": "10分", "rate": "80.17%", "score": "8.02分"},
            {"item": "fiscal", "label": "当年财政拨款", "initial": "60万元", "adjusted": "120万元",
             "executed": "96.20万元"},
        ]
    },
    "goals": {"expected": "在6个村建成流动书柜。", "actual": "建成5个村。"},
    "indicators": [
        {"level1": "产出指标", "level2": "数量指标", "level3": "建成村数", "target": "6个", "actual": "5个",
         "weight": "50分", "score": "41.67分", "deviation": "柳塘村场地调整。"},
    ],
    "score": {"total": "88.4分", "grade": "良"},
}  # fmt: skip


def department(**more: Any) -> Report:
    """Return the whole department report; `more` replaces parts of it."""
    return report_from_compact(DEPARTMENT | more)


def projects(*parts: dict[str, Any]) -> Report:
    """Return a report that holds only project tables."""
    return report_from_compact({"projects": list(parts or [PROJECT])})


def error(check: str, subject: str, message: str, *paths: str, change: str = "") -> Findings:
    """Return findings with one open error whose sides are the paths; `change` adds a unique repair of that path."""
    repair = (
        Repair(kind="cell-stale", verdict="unique", changes=(Change(path=change, old="1", new="2"),))
        if change
        else None
    )
    sides = tuple(Side(path=path, text="…") for path in paths)
    root = Outcome(
        check=check, status="fail", severity="error", subject=subject, message=message, sides=sides, repair=repair
    )
    return Findings(findings=(Finding(root=root),), outcomes=(root,))


def drafted(report: Report, findings: Findings | None = None, **settings: Any) -> Draft:
    """Return the draft of a report; in the ten sections of 湖南 where nothing tells the form."""
    if outline_of(report) == "national":
        settings.setdefault("outline", "hunan")
    return draft(report, findings or Findings(), Settings(**settings))


def words(made: Draft) -> str:
    """Return all the text of a draft, a passage a line."""
    return "\n".join(passage.text for passage in made.passages)


def section(made: Draft, number: str) -> str:
    """Return the text below one heading of the first level."""
    found, inside = [], False
    for passage in made.passages:
        if passage.level == 1:
            inside = passage.text.startswith(number)
        elif inside:
            found.append(passage.text)
    return "\n".join(found)
