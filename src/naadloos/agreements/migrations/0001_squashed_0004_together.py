"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import naadloos.engines.route.terms
import naadloos.organisations.base
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('agreements', '0001_initial'), ('agreements', '0002_initial'), ('agreements', '0003_signed'), ('agreements', '0004_together')]

    initial = True

    dependencies = [
        ('routes', '0001_initial'),
        ('routes', '0006_step_plan'),
        ('routes', '0007_together'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='AgreementTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('starts_on', models.DateField(blank=True, null=True, verbose_name='begint op')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='loopt tot en met')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('renew_by', models.DateField(blank=True, help_text='Voor deze dag besluiten de partners of zij verlengen, wijzigen of stoppen.', null=True, verbose_name='besluit over verlengen voor')),
                ],
                options={
                    'verbose_name': 'looptijd',
                    'verbose_name_plural': 'looptijd',
                    'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('starts_on__lt', models.F('ends_on')), _connector='OR'), name='agreement_dates_in_order', violation_error_message='De einddatum ligt niet na de begindatum.'), models.CheckConstraint(condition=models.Q(('renew_by__isnull', True), ('ends_on__isnull', True), ('renew_by__lte', models.F('ends_on')), _connector='OR'), name='agreement_renewed_in_time', violation_error_message='Besluit over verlengen voordat de looptijd voorbij is.')],
                },
            ),
            migrations.CreateModel(
                name='Clause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('subject', models.CharField(choices=[('b', 'b. leiding van de route: wie, hoe benoemd, welke taken en bevoegdheden'), ('c', 'c. hoe de leiding informeert en verantwoording aflegt'), ('d', 'd. organisatie en inrichting, inzet van personeel en voorzieningen'), ('e', 'e. overdracht van een deel van de bekostiging: welk bedrag, waarvoor'), ('f', 'f. overstapoptie: wat als een leerling stopt met de route'), ('g', 'g. hoe het bedrijfsleven betrokken is'), ('h', 'h. hoe geschillen worden opgelost'), ('i', 'i. toetreden, opzeggen, ontbinden en wijzigen'), ('j', 'j. inrichting van de medezeggenschap'), ('kwaliteit', 'kwaliteit en evaluatie (goed gebruik)'), ('klachten', 'klachten (goed gebruik)'), ('privacy', 'privacy (goed gebruik)'), ('overig', 'overige afspraken')], max_length=30, verbose_name='onderwerp')),
                    ('text', models.TextField(help_text='Een naam tussen accolades, zoals {partijen}, wordt ingevuld met wat de route weet.', verbose_name='afspraak')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('library', models.CharField(blank=True, editable=False, max_length=300, verbose_name='uit de bibliotheek')),
                ],
                options={
                    'verbose_name': 'eigen bepaling',
                    'verbose_name_plural': 'eigen bepalingen',
                    'ordering': ['subject', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='agreements_clause_key_once'), models.UniqueConstraint(fields=('route', 'subject'), name='clause_once', violation_error_message='Over dit onderwerp staat er al een bepaling. Wijzig die.')],
                },
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('kind', models.CharField(choices=[('melding', 'gezamenlijke melding aan de minister'), ('rio-vo', 'RIO: vo-opleiding met kenmerk van de route'), ('rio-mbo', 'RIO: mbo-opleiding met kenmerk van de route'), ('rod', 'ROD: route en fase per leerling')], max_length=10, verbose_name='wat')),
                    ('value', models.CharField(blank=True, max_length=200, verbose_name='waarde of kenmerk')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='gedaan op')),
                    ('proof', models.CharField(blank=True, max_length=300, verbose_name='bewijs')),
                    ('partner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='door partner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'melding of registratie',
                    'verbose_name_plural': 'melding en registratie',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='agreements_registration_key_once')],
                },
            ),
            migrations.CreateModel(
                name='SignedAgreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('pdf', models.BinaryField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                    ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.RESTRICT, related_name='signed', to='routes.snapshot')),
                ],
                options={
                    'verbose_name': 'getekende versie',
                    'verbose_name_plural': 'getekende versies',
                    'ordering': ['-made_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='SignedCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='bestandsnaam')),
                    ('pdf', models.BinaryField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('by', models.CharField(max_length=120, verbose_name='geplaatst door')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='geplaatst op')),
                    ('signed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='agreements.signedagreement')),
                ],
                options={
                    'verbose_name': 'getekende kopie',
                    'verbose_name_plural': 'getekende kopieën',
                    'ordering': ['-at', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('signed', 'sha256'), name='signed_copy_once', violation_error_message='Dit bestand is er al.')],
                },
            ),
            migrations.CreateModel(
                name='ApprovalTurn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('turn', models.PositiveSmallIntegerField(help_text='Wie beurt 1 heeft, gaat eerst. Bij dezelfde beurt maakt de volgorde niet uit.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='beurt')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='graag voor')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='partner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'beurt',
                    'verbose_name_plural': 'volgorde van akkoord',
                    'ordering': ['turn', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='agreements_approvalturn_key_once'), models.UniqueConstraint(fields=('route', 'partner'), name='approval_turn_once', violation_error_message='Deze partner heeft al een beurt. Wijzig die.'), models.CheckConstraint(condition=models.Q(('turn__gte', 1), ('turn__lte', 20)), name='approval_turn_limits', violation_error_message='Kies een beurt van 1 tot en met 20.')],
                },
            ),
            migrations.CreateModel(
                name='Consultation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('matter', models.CharField(choices=[('mr-samenwerking', 'MR: advies over de samenwerking'), ('mr-bekostiging', 'MR, personeelsdeel: instemming met het overdragen van bekostiging'), ('mr-personeel', 'MR, personeelsdeel: instemming met de gevolgen voor het personeel'), ('sr-samenwerking', 'studentenraad: advies over de samenwerking'), ('sr-informatie', 'studentenraad: instemming met hoe over de route wordt geïnformeerd')], max_length=20, verbose_name='waarover')),
                    ('asked_on', models.DateField(blank=True, null=True, verbose_name='gevraagd op')),
                    ('answered_on', models.DateField(blank=True, null=True, verbose_name='beantwoord op')),
                    ('outcome', models.CharField(choices=[('gevraagd', 'gevraagd, nog geen antwoord'), ('positief', 'positief advies of instemming'), ('negatief', 'negatief advies of geen instemming')], default=naadloos.engines.route.terms.VoiceOutcome['ASKED'], max_length=10, verbose_name='wat de raad zei')),
                    ('said', models.TextField(blank=True, verbose_name='antwoord in het kort')),
                    ('proof', models.CharField(blank=True, help_text='Bijvoorbeeld: brief met datum.', max_length=300, verbose_name='bewijs')),
                    ('partner', models.ForeignKey(blank=True, help_text='Leeg: één raad spreekt voor alle partners van deze kant.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='raad van')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'gehoorde raad',
                    'verbose_name_plural': 'medezeggenschap vooraf',
                    'ordering': ['matter', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='agreements_consultation_key_once'), models.CheckConstraint(condition=models.Q(('asked_on__isnull', True), ('answered_on__isnull', True), ('asked_on__lte', models.F('answered_on')), _connector='OR'), name='consultation_asked_first', violation_error_message='Het antwoord ligt voor de vraag. Kijk de datums na.')],
                },
            ),
        ]),
    ]
