"""The self-evaluation form (养老服务监管效能评估表) as far as content can fill it.

Source: 酉阳土家族苗族自治县民政局《关于开展“养老服务监管效能提升年”活动的通知》
（2023-04-20）附件 1.
The form is the bureau's own and is not published; it still counts only what the catalog shows, so
that every number in it can be looked up on the site.
"""
