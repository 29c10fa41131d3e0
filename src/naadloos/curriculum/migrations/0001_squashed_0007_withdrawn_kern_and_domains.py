"""What a new database gets at once. One that began before keeps its own migrations; 0005 had nothing to copy here."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('curriculum', '0001_initial'), ('curriculum', '0002_editions'), ('curriculum', '0003_pdf_and_managers'), ('curriculum', '0004_keuzedeel_links_and_generic_parts'), ('curriculum', '0005_copy_keuzedeel_links'), ('curriculum', '0006_drop_keuzedeel_qualifications'), ('curriculum', '0007_withdrawn_kern_and_domains')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CatalogueSource',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, unique=True, verbose_name='bron')),
                    ('edition', models.CharField(blank=True, max_length=120, verbose_name='uitgave')),
                    ('imported_at', models.DateTimeField(auto_now=True, verbose_name='ingelezen op')),
                    ('counts', models.JSONField(default=dict)),
                ],
                options={
                    'verbose_name': 'bron van de catalogus',
                    'verbose_name_plural': 'bronnen van de catalogus',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='VmboProfile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=4, unique=True, verbose_name='code')),
                    ('abbreviation', models.CharField(max_length=10, verbose_name='afkorting')),
                    ('title', models.CharField(max_length=200, verbose_name='naam')),
                    ('slo_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ],
                options={
                    'verbose_name': 'vmbo-profiel',
                    'verbose_name_plural': 'vmbo-profielen',
                    'ordering': ['title'],
                },
            ),
            migrations.CreateModel(
                name='Module',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True, verbose_name='code')),
                    ('kind', models.CharField(choices=[('profielmodule', 'profielmodule'), ('keuzevak', 'keuzevak')], max_length=14, verbose_name='soort')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                    ('title', models.CharField(max_length=300, verbose_name='naam')),
                    ('slo_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='curriculum.vmboprofile', verbose_name='profiel')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'module of keuzevak',
                    'verbose_name_plural': 'modules en keuzevakken',
                    'ordering': ['-kind', 'code'],
                    'constraints': [models.UniqueConstraint(fields=('profile', 'kind', 'number'), name='module_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Deeltaak',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=16, unique=True, verbose_name='code')),
                    ('title', models.TextField(verbose_name='omschrijving')),
                    ('official', models.BooleanField(default=False, verbose_name='officiële tekst')),
                    ('slo_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                    ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deeltaken', to='curriculum.module', verbose_name='module')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'deeltaak',
                    'verbose_name_plural': 'deeltaken',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Eindterm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=24, verbose_name='code')),
                    ('text', models.TextField(verbose_name='tekst')),
                    ('slo_id', models.UUIDField(editable=False, unique=True)),
                    ('bb', models.BooleanField(default=False)),
                    ('kb', models.BooleanField(default=False)),
                    ('gl', models.BooleanField(default=False)),
                    ('deeltaak', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eindtermen', to='curriculum.deeltaak')),
                ],
                options={
                    'verbose_name': 'eindterm',
                    'verbose_name_plural': 'eindtermen',
                    'ordering': ['deeltaak', 'code', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Qualification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('crebo', models.CharField(max_length=5, unique=True, validators=[django.core.validators.RegexValidator('^[0-9]{5}$')], verbose_name='crebo')),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='niveau')),
                    ('dossier_name', models.CharField(blank=True, max_length=200, verbose_name='kwalificatiedossier')),
                    ('dossier_confirmed', models.BooleanField(default=False)),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='bron')),
                    ('dossier_crebo', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}$')], verbose_name='crebo van het dossier')),
                    ('ends', models.DateField(blank=True, null=True, verbose_name='einde opleiding')),
                    ('intake_ends', models.DateField(blank=True, null=True, verbose_name='einde instroom')),
                    ('successor', models.ForeignKey(blank=True, help_text='De opleiding met een nieuw crebo die deze vervangt.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='predecessors', to='curriculum.qualification', verbose_name='opvolger')),
                    ('valid_from', models.DateField(blank=True, null=True, verbose_name='geldig vanaf')),
                ],
                options={
                    'verbose_name': 'mbo-opleiding',
                    'verbose_name_plural': 'mbo-opleidingen',
                    'ordering': ['level', 'name', 'crebo'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 4)), name='qualification_level'), models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='qualification_not_its_own_successor', violation_error_message='Een opleiding kan zichzelf niet opvolgen.')],
                },
            ),
            migrations.CreateModel(
                name='Kerntaak',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=10, verbose_name='code')),
                    ('title', models.CharField(max_length=300, verbose_name='naam')),
                    ('part', models.CharField(blank=True, max_length=10, verbose_name='deel')),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kerntaken', to='curriculum.qualification')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'kerntaak',
                    'verbose_name_plural': 'kerntaken',
                    'ordering': ['qualification', 'code'],
                    'constraints': [models.UniqueConstraint(fields=('qualification', 'code'), name='kerntaak_once')],
                },
            ),
            migrations.CreateModel(
                name='Kerndeel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=24, verbose_name='code')),
                    ('title', models.TextField(verbose_name='tekst')),
                    ('slo_id', models.UUIDField(editable=False)),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kern', to='curriculum.vmboprofile')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'kerndeel',
                    'verbose_name_plural': 'kerndelen',
                    'ordering': ['profile', 'code'],
                    'constraints': [models.UniqueConstraint(fields=('profile', 'slo_id'), name='kerndeel_once')],
                },
            ),
            migrations.CreateModel(
                name='Werkproces',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=14, verbose_name='code')),
                    ('full_code', models.CharField(max_length=24, unique=True, verbose_name='volledige code')),
                    ('title', models.CharField(max_length=300, verbose_name='naam')),
                    ('description', models.TextField(blank=True, verbose_name='omschrijving')),
                    ('result', models.TextField(blank=True, verbose_name='resultaat')),
                    ('behaviour', models.TextField(blank=True, verbose_name='gedrag')),
                    ('official', models.BooleanField(default=False, verbose_name='officiële tekst')),
                    ('kerntaak', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='werkprocessen', to='curriculum.kerntaak')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'werkproces',
                    'verbose_name_plural': 'werkprocessen',
                    'ordering': ['full_code'],
                    'constraints': [models.UniqueConstraint(fields=('kerntaak', 'code'), name='werkproces_once')],
                },
            ),
            migrations.CreateModel(
                name='AvoSubject',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=10, unique=True, verbose_name='code')),
                    ('title', models.CharField(max_length=200, verbose_name='naam')),
                    ('edition', models.CharField(blank=True, max_length=20, verbose_name='uitgave')),
                    ('slo_id', models.UUIDField(editable=False, unique=True)),
                ],
                options={
                    'verbose_name': 'avo-vak',
                    'verbose_name_plural': 'avo-vakken',
                    'ordering': ['title'],
                },
            ),
            migrations.CreateModel(
                name='AvoDomain',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=24, verbose_name='code')),
                    ('title', models.TextField(verbose_name='naam')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='subdomains', to='curriculum.avodomain')),
                    ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='domains', to='curriculum.avosubject')),
                    ('withdrawn', models.BooleanField(default=False, verbose_name='vervallen')),
                ],
                options={
                    'verbose_name': 'domein',
                    'verbose_name_plural': 'domeinen',
                    'ordering': ['subject', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('subject', 'code'), name='avo_domain_once')],
                },
            ),
            migrations.CreateModel(
                name='AvoEindterm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(blank=True, max_length=24, verbose_name='code')),
                    ('text', models.TextField(verbose_name='tekst')),
                    ('slo_id', models.UUIDField(editable=False)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('bb', models.BooleanField(default=False)),
                    ('kb', models.BooleanField(default=False)),
                    ('gl', models.BooleanField(default=False)),
                    ('tl', models.BooleanField(default=False)),
                    ('ce', models.BooleanField(null=True, verbose_name='centraal examen')),
                    ('se', models.BooleanField(null=True, verbose_name='schoolexamen')),
                    ('domain', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eindtermen', to='curriculum.avodomain')),
                ],
                options={
                    'verbose_name': 'eindterm van een avo-vak',
                    'verbose_name_plural': 'eindtermen van avo-vakken',
                    'ordering': ['domain', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('domain', 'slo_id'), name='avo_eindterm_once')],
                },
            ),
            migrations.CreateModel(
                name='CatalogueImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('slo', "SLO, beroepsgerichte examenprogramma's"), ('sbb', 'SBB, kwalificatiedossiers'), ('avo', "SLO, examenprogramma's van avo-vakken"), ('xlsx', 'Excel-bestand'), ('pdf', 'Kwalificatiedossier als PDF'), ('hand', 'Met de hand')], max_length=4, verbose_name='soort')),
                    ('file_name', models.CharField(max_length=200, verbose_name='bestand')),
                    ('edition', models.CharField(blank=True, max_length=120, verbose_name='uitgave')),
                    ('dated', models.DateField(blank=True, null=True, verbose_name='datum van de uitgave')),
                    ('checksum', models.CharField(blank=True, max_length=64)),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='ingelezen op')),
                    ('actor_name', models.CharField(max_length=120, verbose_name='ingelezen door')),
                    ('counts', models.JSONField(default=dict)),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'ingelezen uitgave',
                    'verbose_name_plural': 'ingelezen uitgaven',
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Keuzedeel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=5, unique=True, validators=[django.core.validators.RegexValidator('^K[0-9]{4}$')], verbose_name='code')),
                    ('title', models.CharField(max_length=300, verbose_name='naam')),
                    ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='studielast in klokuren')),
                ],
                options={
                    'verbose_name': 'keuzedeel',
                    'verbose_name_plural': 'keuzedelen',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Knowledge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(verbose_name='tekst')),
                    ('sbb_number', models.CharField(blank=True, editable=False, max_length=20)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('kerntaak', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='knowledge', to='curriculum.kerntaak')),
                ],
                options={
                    'verbose_name': 'vakkennis of vaardigheid',
                    'verbose_name_plural': 'vakkennis en vaardigheden',
                    'ordering': ['kerntaak', 'position', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('sbb_number', ''), _negated=True), fields=('kerntaak', 'sbb_number'), name='knowledge_once')],
                },
            ),
            migrations.CreateModel(
                name='TextChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('nieuw', 'nieuw'), ('gewijzigd', 'gewijzigd'), ('vervallen', 'vervallen')], max_length=10, verbose_name='soort')),
                    ('thing', models.CharField(max_length=30, verbose_name='onderdeel')),
                    ('code', models.CharField(max_length=40, verbose_name='code')),
                    ('unit', models.CharField(db_index=True, max_length=24)),
                    ('field', models.CharField(max_length=20, verbose_name='gegeven')),
                    ('old', models.TextField(blank=True, verbose_name='was')),
                    ('new', models.TextField(blank=True, verbose_name='is nu')),
                    ('catalogue_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='curriculum.catalogueimport')),
                ],
                options={
                    'verbose_name': 'gewijzigde tekst',
                    'verbose_name_plural': 'gewijzigde teksten',
                    'ordering': ['catalogue_import', 'unit', 'code', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CatalogueManager',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since', models.DateTimeField(auto_now_add=True, verbose_name='sinds')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                ],
                options={
                    'verbose_name': 'catalogusbeheerder',
                    'verbose_name_plural': 'catalogusbeheerders',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='GenericPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='niveau')),
                    ('code', models.CharField(max_length=4, verbose_name='code')),
                    ('title', models.CharField(max_length=100, verbose_name='naam')),
                    ('source', models.CharField(max_length=300, verbose_name='bron')),
                    ('confirmed', models.BooleanField(verbose_name='bevestigd')),
                    ('reference_level', models.CharField(blank=True, max_length=100, verbose_name='niveau of eis')),
                    ('reference_source', models.CharField(blank=True, max_length=300, verbose_name='bron van het niveau')),
                    ('reference_confirmed', models.BooleanField(default=False, verbose_name='niveau bevestigd')),
                ],
                options={
                    'verbose_name': 'generiek onderdeel',
                    'verbose_name_plural': 'generieke onderdelen',
                    'ordering': ['level', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('level', 'code'), name='generic_part_once')],
                },
            ),
            migrations.CreateModel(
                name='KeuzedeelLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('gekoppeld', 'gekoppeld'), ('overlap', 'overlap'), ('ondoelmatig', 'ondoelmatig')], default='gekoppeld', max_length=12, verbose_name='oordeel')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='bron')),
                    ('dated', models.DateField(blank=True, null=True, verbose_name='datum van de bron')),
                    ('keuzedeel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='curriculum.keuzedeel', verbose_name='keuzedeel')),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keuzedeel_links', to='curriculum.qualification', verbose_name='mbo-opleiding')),
                ],
                options={
                    'verbose_name': 'keuzedeelkoppeling',
                    'verbose_name_plural': 'keuzedeelkoppelingen',
                    'ordering': ['keuzedeel__code', 'qualification__crebo'],
                    'constraints': [models.UniqueConstraint(fields=('keuzedeel', 'qualification'), name='keuzedeel_link_once')],
                },
            ),
        ]),
    ]
