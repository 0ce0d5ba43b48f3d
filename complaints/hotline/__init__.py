"""The city's hotline (12345 政务服务便民热线): its orders become tickets, results go back to it.

Both ways are files, by a mapping (对照表): `taking` reads orders in, `writing_back` gives results.
"""
