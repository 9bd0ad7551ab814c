"""What a request costs: servers that answer the same queries in turn.

contest.py       starts all servers, compares their answers, measures them
contenders.py    which servers take part, and the modes of ours
queries.py       the five queries and the values of their variables
agreement.py     compares the answers of two servers
random_agreement.py  compares plans with graphql-core on queries made at random
rounds.py        measures servers in turn, round after round, and sums up
load.py          one measurement: wrk with rotation.lua, on a core of its own
servers.py       a server that is started, asked, paused and stopped
processes.py     what the kernel counts of processes: CPU time and memory
growth.py        our server with longer and longer lists
"""
