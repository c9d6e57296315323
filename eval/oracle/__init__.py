"""A model that knows the right answers and lies at a set rate: how many lies reach the record?"""
