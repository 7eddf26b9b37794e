import json

import pytest

CAMAT = 101
PHONE = f"/trial/phones/{CAMAT}"
HUGE = 10**30
SLIPS = [
    (f"{PHONE}/send", {"text": {"a": 1}}),
    (f"{PHONE}/send", {"text": "a", "reply_to": HUGE}),
    (f"{PHONE}/send", {"text": "a", "reply_to": [1]}),
    (f"{PHONE}/tap", {"message_id": HUGE, "label": "Ya"}),
    (f"{PHONE}/tap", {"message_id": [1], "label": "Ya"}),
    (f"{PHONE}/callback", {"message_id": HUGE, "data": "v1"}),
    (f"{PHONE}/callback", {"message_id": 1, "data": "v1", "wait": "lama"}),
    (f"{PHONE}/callback", {"message_id": 1, "data": "v1", "wait": float("nan")}),
    ("/trial/phones", {"user_id": HUGE, "name": "x"}),
    ("/trial/phones", {"user_id": 5, "name": {"a": 1}}),
    ("/trial/clock", {"advance": "P99999999999D"}),
    ("/trial/clock", {"to": "9999-12-31T23:59:59Z"}),
    ("/trial/clock", {"to": "0001-01-01T00:00:00+14:00"}),
    ("/trial/faults", {"method": "getMe", "status": "x"}),
    ("/trial/faults", {"method": "getMe", "status": 500, "times": "x"}),
    ("/trial/faults", {"limit_per_second": "x"}),
]


@pytest.mark.parametrize(("address", "body"), SLIPS)
async def test_a_slip_of_a_script_is_told_and_changes_nothing(trial, address, body):
    answer = await trial.http.post(address, content=json.dumps(body).encode())

    assert answer.status_code == 400
    assert answer.json()["galat"]


async def test_json_too_deep_to_be_read_is_refused(trial):
    assert (await trial.http.post(f"{PHONE}/send", content=b"[" * 100_000)).status_code == 400


@pytest.mark.parametrize("address", [f"/trial/phones/{HUGE}/messages", f"{PHONE}x/messages"])
async def test_a_phone_of_no_possible_number_does_not_exist(trial, address):
    assert (await trial.http.get(address)).status_code == 404


async def test_a_number_in_the_address_that_cannot_be_kept_is_refused(trial):
    assert (await trial.http.get(f"{PHONE}/messages?after={HUGE}")).status_code == 400


@pytest.mark.parametrize("host", ["[", "]", "[::1", "kantor.example"])
async def test_an_address_that_cannot_be_read_is_not_loopback(trial, host):
    assert (await trial.http.get("/trial/phones", headers={"Host": host})).status_code == 421


async def test_half_a_character_in_a_callback_does_not_block_those_after_it(trial):
    body = json.dumps({"message_id": 1, "data": "\ud800", "wait": 0}).encode()
    await trial.http.post(f"{PHONE}/callback", content=body)
    await trial.write(CAMAT, "sesudahnya")

    updates = await trial.result("getUpdates")
    assert [update.get("message", {}).get("text") for update in updates] == [None, "sesudahnya"]
