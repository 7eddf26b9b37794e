"""Everything the product can do, one function each. Start reading here.

Every function takes a ``UnitOfWork`` first: one call, one transaction, one effect. What people must
see is owed through ``uow.kartu`` and ``uow.outbox`` before the transaction ends.
"""
