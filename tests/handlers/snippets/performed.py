"""What a handler may and may not hand to a use case; a line's comment names the code of its error."""

from handlers.context import Context, bind, telling
from sop_flows.ports.kiriman import answer_to
from sop_flows.ports.layar.tugas import Arahan
from sop_flows.ports.records import Actor
from sop_flows.ports.unit_of_work import UnitOfWork
from sop_flows.use_cases.incoming import take_text
from sop_flows.use_cases.pegawai.joining import list_members


async def handle(context: Context) -> None:
    await context.perform(take_text, Actor.private(1), teks="71,5", message_id=7)
    await context.perform(bind(take_text, Actor.private(1), teks="71,5", message_id=7))
    count: int = await context.read(count_words, teks="71,5")
    said = telling(count_words, lambda n: answer_to(n, Arahan()))
    count = await context.perform(said, teks="71,5")

    await context.perform(take_text, user="nobody", chta_id="x")  # call-arg
    await context.perform(take_text, 1, teks="", message_id=7)  # arg-type
    await context.perform(bind(take_text, Actor.private(1)))  # call-arg
    await context.read(list_members, user_id="1")  # arg-type
    await context.perform(said, text="71,5")  # call-arg
    name: str = await context.perform(said, teks="71,5")  # arg-type
    await context.perform(count_letters, teks="71,5")  # arg-type
    print(count, name)


def count_words(uow: UnitOfWork, *, teks: str) -> int:
    return len(teks.split())


def count_letters(uow: int, *, teks: str) -> int:
    return len(teks)
