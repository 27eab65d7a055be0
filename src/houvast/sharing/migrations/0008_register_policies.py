"""A change of a register is proposed by one and agreed to by another; what was said stays.

Each municipality begins with the same grounds, those that a lawyer still has to see switched off.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    force,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

HERE = f"municipality_id = {MUNICIPALITY}"
GROUND, PARTNER = "sharing_ground", "sharing_partnership"
PROPOSES = f"{purpose('subject_rights')} and {serves('privacy_officer')}"
ANSWERS = f"(({PROPOSES}) or ({purpose('process_steering')} and {serves('programme_manager')}))"

MOVES = """
create function {table}_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.proposed_by_id is not null and new.state <> 'proposed' then
      raise exception 'a version begins as a proposal'
        using errcode = 'check_violation', constraint = '{table}_begins';
    end if;{begins}
    return new;
  end if;
  if to_jsonb(new) - array['state', 'answered_by_id', 'answered_at']
     is distinct from to_jsonb(old) - array['state', 'answered_by_id', 'answered_at']
     or (old.state, new.state) not in
        (('proposed', 'in_force'), ('proposed', 'declined'), ('in_force', 'replaced'))
     or (new.state = 'replaced' and pg_trigger_depth() < 2)
     or (new.state <> 'replaced' and new.answered_by_id is distinct from {user}) then
    raise exception 'a version stays as it was written'
      using errcode = 'check_violation', constraint = '{table}_stays';
  end if;
  if new.state = 'in_force' then
    update {table} set state = 'replaced'
     where municipality_id = new.municipality_id and {line} = new.{line} and state = 'in_force';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {table}
  for each row execute function {table}_moves();
"""  # security definer: what is in force makes place for the next one, whoever agrees
STAYS_WITH_ITS_PARTNER = """
    if not exists (select from accounts_organisation o
                   where o.id = new.organisation_id and o.municipality_id = new.municipality_id)
       or (new.line <> new.id and not exists (
         select from sharing_partnership one where one.id = new.line
           and one.organisation_id = new.organisation_id
           and one.municipality_id = new.municipality_id)) then
      raise exception 'a partnership stays with its organisation'
        using errcode = 'check_violation', constraint = 'partnership_stays_with_its_partner';
    end if;"""

ROWS = """
  ('G01', 'Hulp naar werk', 'AVG 6, lid 1, onder e, met de Participatiewet', '', true,
   '{college}', '{ID,PL,WP,PM,WI,PR}', '{guidance,work_income,placement}',
   'Een jurist noemt nog het artikel.', true),
  ('G02', 'Preventief jongerenwerk', 'AVG 6, lid 1, onder e, met de Jeugdwet of de Wmo', '', true,
   '{college}', '{ID,CT,WN,PL,WP,PM,SH,PR}',
   '{guidance,intake,known_here,placement,process_steering}',
   'Een dossier jeugdhulp is een ander dossier.', true),
  ('G03', 'Openbare orde', 'AVG 6, lid 1, onder e, met Gemeentewet 172',
   'https://platform-sociaaldomein.nl/themas/privacy-en-gegevensdeling/aanpak-van-problematische-jeugdgroepen/wettelijke-kaders-aanpak-van-problematische-jeugdgroepen',
   true, '{burgemeester}', '{ID,SF,PR}', '{guidance,safety_triage,safety_pga}',
   'Alleen voor de burgemeester.', false),
  ('G04', 'Toestemming', 'AVG 6, lid 1, onder a', '', true,
   '{college}', '{ID,PL,WP,PM}', '{guidance,placement}',
   'Alleen voor wat op de lijst van toestemmingen staat.', false),
  ('G05', 'Rechten, archief en verantwoording', 'AVG 6, lid 1, onder c', '', true,
   '{college,burgemeester}', '{ID,CT,WN,PL,WP,PM,WI,SF,PJ,SH,AL,PR}',
   '{own_page,subject_rights,oversight,security_review,retention}', '', false),
  ('G06', 'Levensbelang', 'AVG 6, lid 1, onder d', '', true,
   '{college,burgemeester}', '{ID,CT,PL}', '{emergency}', 'Alleen in nood.', false),
  ('G07', 'Strafrechtelijke gegevens', 'AVG 10, met UAVG 31 tot en met 33', '', false,
   '{burgemeester}', '{SF,PJ}', '{safety_triage,safety_pga}',
   'Vraagt een convenant en een besluit.', true),
  ('G08', 'Gegevens van de politie', 'Wet politiegegevens, artikel 16 tot en met 20',
   'https://veiligheidscoalitie.nl/nieuws/jeugdgroepenaanpak-aanbiedingsmemo-en-het-werkproces',
   false, '{burgemeester}', '{PJ}', '{safety_triage,safety_pga}',
   'Vraagt het besluit van artikel 20 in het dossier.', false),
  ('G09', 'Gegevens van justitie', 'Wet justitiële en strafvorderlijke gegevens', '', false,
   '{burgemeester}', '{PJ}', '{safety_triage,safety_pga}', 'Zoals G08.', true),
  ('G10', 'Zorg- en Veiligheidshuis', 'WGS, met het besluit (BGS)',
   'https://www.rijksoverheid.nl/actueel/nieuws/2024/12/04/inwerkingtreding-wet-gegevensverwerking-door-samenwerkingsverbanden',
   false, '{college,burgemeester}', '{PR}', '{process_steering}',
   'Alleen dát een casus daar ook loopt. Niets uit die casus komt hier.', false),
  ('G11', 'Meervoudige problematiek (Wams)', 'Wetsvoorstel 36 295', '', false, '{}', '{}', '{}',
   'Niet gevonden als geldende wet. Gaat niet aan zonder Staatsblad en dag van ingang.', true),
  ('G12', 'Aanpak radicalisering', 'Wet 36 225', '', false,
   '{burgemeester}', '{ID,SF,PR}', '{safety_pga}', 'Alleen radicalisering.', false),
  ('G13', 'Van school naar duurzaam werk', 'Wet van school naar duurzaam werk, met RMC', '', false,
   '{college}', '{ID,PL,PR}', '{guidance}', 'Een jurist kijkt of deze wet geldt.', true),
  ('G14', 'Gerechtvaardigd belang', 'AVG 6, lid 1, onder f', '', false, '{}', '{}', '{}',
   'Gaat in Houvast nooit aan.', true),
  ('G15', 'Bijzondere gegevens', 'AVG 9, met UAVG 22 tot en met 30', '', false,
   '{college,burgemeester}', '{SC}', '{}', 'Per soort een besluit.', false)
"""
SHIPPED = (
    """
create function sharing_begins_with_grounds(place uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
insert into sharing_ground (id, municipality_id, state, reason, proposed_at, code, title, article,
  link, remark, status, controllers, kinds, purposes, published, document, decided_for, advice,
  source, source_on, to_verify)
select gen_random_uuid(), place, 'in_force', '', houvast_now(), code, title, article, link, remark,
       case when is_on then 'enabled' else 'disabled' end,
       controllers::text[], kinds::text[], purposes::text[], '', '', '', '',
       'Kwam mee met Houvast', date '2026-11-27', to_verify
from (values"""
    + ROWS
    + """) as one (code, title, article, link, is_on, controllers, kinds, purposes, remark, to_verify)
$$;
revoke all on function sharing_begins_with_grounds from public;
create function sharing_municipality_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform sharing_begins_with_grounds(new.id);
  return null;
end $$;
create trigger begins_with_grounds after insert on accounts_municipality
  for each row execute function sharing_municipality_begins();
select sharing_begins_with_grounds(id) from accounts_municipality;
"""
)  # security definer: the application proposes and puts nothing in force by itself

HOLDS = f"""
create function sharing_ground_holds(place uuid, ground text, whose text, kind text, purpose text)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_ground g
                 where g.municipality_id = place and place = {MUNICIPALITY} and g.code = ground
                   and g.state = 'in_force' and g.status = 'enabled'
                   and whose = any(g.controllers) and kind = any(g.kinds)
                   and purpose = any(g.purposes)
                   and (g.valid_from is null or g.valid_from <= houvast_today())
                   and (g.valid_until is null or g.valid_until >= houvast_today()))
$$;
create function sharing_partner_may_receive(place uuid, partner uuid, kind text)
returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_partnership p
                 where p.municipality_id = place and place = {MUNICIPALITY}
                   and p.organisation_id = partner and p.state = 'in_force'
                   and p.kind = 'covenant' and $3 = any(p.kinds) and p.joined_on <= houvast_today()
                   and (p.left_on is null or p.left_on >= houvast_today()))
     and not exists (select from sharing_partnership p
                     where p.municipality_id = place and p.organisation_id = partner
                       and p.state = 'in_force' and p.kind <> 'covenant'
                       and p.left_on < houvast_today())
$$;
"""  # security definer: asked by policies and triggers of what is shared


def register(table):
    return [
        force(table),
        seen_by_triggers(table),
        policy(table, "replaced_by_the_next", "update", OWNER, "true"),
        policy(table, "seen_here", "select", APP, HERE),
        policy(
            table,
            "proposed",
            "insert",
            APP,
            f"{HERE} and state = 'proposed' and proposed_by_id = {USER} and {PROPOSES}",
        ),
        changed(table, "answered", f"{HERE} and state = 'proposed' and {ANSWERS}", HERE),
    ]


class Migration(migrations.Migration):
    dependencies = [("sharing", "0007_registers"), ("accounts", "0010_partners")]

    operations = [
        *register(GROUND),
        policy(GROUND, "begins_with_the_municipality", "insert", OWNER, "proposed_by_id is null"),
        *register(PARTNER),
        migrations.RunSQL(
            MOVES.format(table=GROUND, line="code", user=USER, begins=""),
            f"drop function {GROUND}_moves cascade",
        ),
        migrations.RunSQL(
            MOVES.format(table=PARTNER, line="line", user=USER, begins=STAYS_WITH_ITS_PARTNER),
            f"drop function {PARTNER}_moves cascade",
        ),
        migrations.RunSQL(
            SHIPPED,
            "drop function sharing_municipality_begins cascade;"
            " drop function sharing_begins_with_grounds",
        ),
        migrations.RunSQL(
            HOLDS, "drop function sharing_ground_holds; drop function sharing_partner_may_receive"
        ),
    ]
