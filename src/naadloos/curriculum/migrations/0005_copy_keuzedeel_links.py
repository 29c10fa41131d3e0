"""What stood as "belongs to these qualifications" becomes a link of the kind ``gekoppeld``; the source was not kept."""

from django.db import migrations


def copy(apps, _schema_editor):
    Keuzedeel = apps.get_model("curriculum", "Keuzedeel")
    Link = apps.get_model("curriculum", "KeuzedeelLink")
    Link.objects.bulk_create(
        [
            Link(keuzedeel_id=row.keuzedeel_id, qualification_id=row.qualification_id, kind="gekoppeld")
            for row in Keuzedeel.qualifications.through.objects.all()
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def copy_back(apps, _schema_editor):
    Keuzedeel = apps.get_model("curriculum", "Keuzedeel")
    Link = apps.get_model("curriculum", "KeuzedeelLink")
    for link in Link.objects.filter(kind="gekoppeld").select_related("keuzedeel"):
        link.keuzedeel.qualifications.add(link.qualification_id)


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0004_keuzedeel_links_and_generic_parts")]

    operations = [migrations.RunPython(copy, copy_back)]
