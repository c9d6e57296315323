"""Read 绩效自评 reports into checked records and draft the 综述."""
