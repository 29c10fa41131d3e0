"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import naadloos.engines.route.terms
import naadloos.monitoring.models.delivery
import naadloos.monitoring.models.plan
import naadloos.monitoring.models.survey
import naadloos.organisations.base
import naadloos.tables
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('monitoring', '0001_initial'), ('monitoring', '0002_initial'), ('monitoring', '0003_monitoring')]

    initial = True

    dependencies = [
        ('routes', '0007_together'),
    ]

    operations = [
        naadloos.tables.CreateModels(
            models=[migrations.CreateModel(
                name='Evaluation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=300, verbose_name='evaluatie')),
                    ('on', models.DateField(blank=True, null=True, verbose_name='op datum')),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='wie bereidt voor')),
                    ('result', models.TextField(blank=True, verbose_name='conclusies')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evaluations', to='routes.meeting', verbose_name='in vergadering')),
                ],
                options={
                    'verbose_name': 'evaluatie',
                    'verbose_name_plural': 'evaluaties',
                    'ordering': ['pk'],
                    'abstract': False,
                    'indexes': [],
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_evaluation_key_once')],
                },
            ), migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=300, verbose_name='indicator')),
                    ('benefit', models.CharField(blank=True, choices=[('1', 'Vroeg kennismaken met de beroepspraktijk'), ('2', 'Direct contact met bedrijven'), ('3', 'Geen storende lesoverlap'), ('4', 'Alternatief voor havo'), ('5', 'Teams die samenwerken'), ('6', 'Doorstroom, startkwalificatie en minder uitval')], max_length=1, null=True, verbose_name='hoort bij voordeel')),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='wie levert het cijfer')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='bron')),
                    ('moment', models.CharField(blank=True, max_length=200, verbose_name='wanneer')),
                    ('baseline', models.CharField(blank=True, max_length=300, verbose_name='nulmeting')),
                    ('target', models.CharField(blank=True, max_length=300, verbose_name='streefwaarde')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('baseline_value', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='nulmeting als getal')),
                    ('definition', models.CharField(blank=True, choices=naadloos.monitoring.models.plan.definition_choices, help_text='Kies een vaste definitie, dan telt Naadloos mee. Een eigen cijfer vult u zelf in.', max_length=40, verbose_name='gemeten als')),
                    ('doubts', models.CharField(blank=True, help_text='De keuze in het ontwerp die u opnieuw bekijkt als het cijfer tegenvalt.', max_length=300, verbose_name='welke keuze stelt dit cijfer op de proef')),
                    ('target_value', models.DecimalField(blank=True, decimal_places=2, help_text='Een deel in procenten. Met een getal kan Naadloos zeggen of de belofte is gehaald.', max_digits=10, null=True, verbose_name='streefwaarde als getal')),
                ],
                options={
                    'verbose_name': 'indicator',
                    'verbose_name_plural': 'indicatoren',
                    'ordering': ['pk'],
                    'abstract': False,
                    'indexes': [],
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_indicator_key_once')],
                },
            ), migrations.CreateModel(
                name='Measure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=300, verbose_name='maatregel')),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='wie')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='voor datum')),
                    ('status', models.CharField(choices=[('open', 'open'), ('bezig', 'bezig'), ('klaar', 'klaar')], default=naadloos.engines.route.terms.ProgressStatus['OPEN'], max_length=6, verbose_name='stand')),
                    ('verdict', models.TextField(blank=True, verbose_name='waaraan ziet u dat')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('check_on', models.DateField(blank=True, help_text='Kies een dag waarop het cijfer er is.', null=True, verbose_name='kijken of het hielp op')),
                    ('evaluation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='monitoring.evaluation', verbose_name='uit evaluatie')),
                    ('follow_up', models.TextField(blank=True, verbose_name='wat doet u nu')),
                    ('helped', models.CharField(choices=[('nog-niet', 'nog niet bekeken'), ('ja', 'ja, het hielp'), ('nee', 'nee, het hielp niet'), ('onbekend', 'niet te zeggen')], default=naadloos.engines.route.terms.Helped['NOT_YET'], max_length=9, verbose_name='hielp het')),
                    ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='monitoring.indicator', verbose_name='voor cijfer')),
                    ('target', models.CharField(blank=True, max_length=300, verbose_name='wat moet het opleveren')),
                ],
                options={
                    'verbose_name': 'maatregel',
                    'verbose_name_plural': 'maatregelen',
                    'ordering': ['pk'],
                    'abstract': False,
                    'indexes': [],
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_measure_key_once'), models.CheckConstraint(condition=models.Q(('helped', naadloos.engines.route.terms.Helped['NOT_YET']), models.Q(('verdict', ''), _negated=True), _connector='OR'), name='measure_verdict_has_grounds', violation_error_message='Zeg waaraan u ziet of de maatregel hielp.')],
                },
            ), migrations.CreateModel(
                name='MonitoringPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('cycle', models.TextField(blank=True, help_text='Wanneer haalt u cijfers op, wanneer bespreekt u ze, en met wie?', verbose_name='de jaarcyclus')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'jaarcyclus',
                    'verbose_name_plural': 'jaarcyclus',
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='AccessEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('who', models.CharField(max_length=120, verbose_name='wie')),
                    ('what', models.CharField(max_length=200, verbose_name='wat')),
                    ('pupils', models.PositiveIntegerField(default=0, verbose_name='leerlingen')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_entries', to='routes.route')),
                ],
                options={
                    'verbose_name': 'inzage',
                    'verbose_name_plural': 'inzage',
                    'ordering': ['-at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='CycleMoment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('month', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='maand')),
                    ('day', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='dag')),
                    ('title', models.CharField(max_length=300, verbose_name='wat gebeurt er')),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='wie')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='waarmee')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'moment in het jaar',
                    'verbose_name_plural': 'jaarkalender',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_cyclemoment_key_once'), models.CheckConstraint(condition=models.Q(('day__gte', 1), ('day__lte', 31), ('month__gte', 1), ('month__lte', 12)), name='cycle_moment_day', violation_error_message='Deze dag bestaat niet.')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Deletion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('data_class', models.CharField(max_length=20, verbose_name='soort gegevens')),
                    ('reason', models.CharField(max_length=300, verbose_name='waarom')),
                    ('count', models.PositiveIntegerField(verbose_name='aantal')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deletions', to='routes.route')),
                ],
                options={
                    'verbose_name': 'verwijdering',
                    'verbose_name_plural': 'verwijderingen',
                    'ordering': ['-at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=12, verbose_name='soort')),
                    ('name', models.CharField(max_length=200, verbose_name='bestand')),
                    ('known_until', models.DateField(verbose_name='volledig tot en met')),
                    ('with_absence', models.BooleanField(default=False, verbose_name='met verzuim')),
                    ('taken', models.PositiveIntegerField(default=0, verbose_name='nieuw')),
                    ('known', models.PositiveIntegerField(default=0, verbose_name='al bekend')),
                    ('refused', models.PositiveIntegerField(default=0, verbose_name='geweigerd')),
                    ('report', models.JSONField(blank=True, default=list)),
                    ('by', models.CharField(max_length=120, verbose_name='door')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='op')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='routes.routepartner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='routes.route')),
                ],
                options={
                    'verbose_name': 'levering',
                    'verbose_name_plural': 'leveringen',
                    'ordering': ['-at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='FigureArchive',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('raw', models.JSONField(blank=True, default=list)),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='figure_archive', to='routes.route')),
                ],
                options={
                    'verbose_name': 'archief van cijfers',
                    'verbose_name_plural': 'archieven van cijfers',
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='FigureReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op')),
                    ('as_of', models.DateField(verbose_name='stand op')),
                    ('content', models.JSONField(blank=True, default=dict)),
                    ('cells', models.JSONField(blank=True, default=dict)),
                    ('raw', models.JSONField(blank=True, default=list)),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figure_reports', to='routes.route')),
                ],
                options={
                    'verbose_name': 'cijferrapport',
                    'verbose_name_plural': 'cijferrapporten',
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='IndicatorFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('school_year', models.PositiveSmallIntegerField(help_text='Het eerste jaar: 2027 is schooljaar 2027-2028.', validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2060)], verbose_name='schooljaar')),
                    ('value', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='gemeten waarde')),
                    ('low', models.DecimalField(blank=True, decimal_places=2, help_text='Alleen als de bron een deel verbergt, zoals minder dan 5.', max_digits=10, null=True, verbose_name='laagste dat het kan zijn')),
                    ('high', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='hoogste dat het kan zijn')),
                    ('people', models.PositiveIntegerField(blank=True, help_text='Bij minder dan 10 mensen toont u geen percentage.', null=True, verbose_name='over hoeveel mensen')),
                    ('source', models.CharField(max_length=300, verbose_name='bron')),
                    ('measured_on', models.DateField(blank=True, null=True, verbose_name='gemeten op')),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='monitoring.indicator', verbose_name='indicator')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'opgegeven cijfer',
                    'verbose_name_plural': 'opgegeven cijfers',
                    'ordering': ['indicator', 'school_year', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_indicatorfigure_key_once'), models.UniqueConstraint(fields=('indicator', 'school_year'), name='figure_once_a_year', violation_error_message='Voor dit schooljaar is er al een cijfer. Wijzig dat.'), models.CheckConstraint(condition=models.Q(models.Q(('low__isnull', True), ('low__lte', models.F('value')), _connector='OR'), models.Q(('high__isnull', True), ('high__gte', models.F('value')), _connector='OR')), name='figure_between_bounds', violation_error_message='Het cijfer ligt niet tussen het laagste en het hoogste.')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='KeySalt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('salt', models.CharField(default=naadloos.monitoring.models.delivery.new_salt, editable=False, max_length=64)),
                    ('partner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='key_salt', to='routes.routepartner')),
                ],
                options={
                    'verbose_name': 'sleutelgeheim',
                    'verbose_name_plural': 'sleutelgeheimen',
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='NationalShare',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('definition', models.CharField(choices=naadloos.monitoring.models.plan.definition_choices, max_length=40, verbose_name='welk cijfer')),
                    ('leerweg', models.CharField(choices=[('bb', 'basisberoepsgerichte leerweg'), ('kb', 'kaderberoepsgerichte leerweg'), ('gl', 'gemengde leerweg'), ('tl', 'theoretische leerweg')], max_length=2, verbose_name='leerweg')),
                    ('share', models.DecimalField(decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='landelijk deel in procenten')),
                    ('period', models.CharField(max_length=40, verbose_name='over welke jaren')),
                    ('source', models.CharField(help_text='Bijvoorbeeld: CBS StatLine, tabel 85519NED, opgehaald op 2 februari 2027.', max_length=300, verbose_name='bron')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'landelijk cijfer',
                    'verbose_name_plural': 'landelijke cijfers',
                    'ordering': ['definition', 'leerweg', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_nationalshare_key_once'), models.UniqueConstraint(fields=('route', 'definition', 'leerweg'), name='national_share_once', violation_error_message='Voor deze leerweg staat dit cijfer er al. Wijzig dat.'), models.CheckConstraint(condition=models.Q(('share__gte', 0), ('share__lte', 100)), name='national_share_percent', violation_error_message='Een deel ligt tussen 0 en 100 procent.')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='RoutePupil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cohort', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2015), django.core.validators.MaxValueValidator(2060)], verbose_name='groep')),
                    ('leerweg', models.CharField(choices=[('bb', 'basisberoepsgerichte leerweg'), ('kb', 'kaderberoepsgerichte leerweg'), ('gl', 'gemengde leerweg'), ('tl', 'theoretische leerweg')], max_length=2, verbose_name='leerweg')),
                    ('crebo', models.CharField(blank=True, max_length=5, verbose_name='crebo')),
                    ('level', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(4)], verbose_name='niveau')),
                    ('high_advice', models.BooleanField(blank=True, null=True, verbose_name='advies ook voor havo')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pupils', to='routes.route')),
                ],
                options={
                    'verbose_name': 'leerling',
                    'verbose_name_plural': 'leerlingen',
                    'ordering': ['cohort', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('cohort__gte', 2015), ('cohort__lte', 2060)), name='pupil_cohort_range'), models.CheckConstraint(condition=models.Q(('leerweg__in', ['bb', 'kb', 'gl', 'tl'])), name='pupil_leerweg_known')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='PupilEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('start', 'begint in de route'), ('telling', 'zit op een teldatum in de route'), ('vo_klaar', 'heeft de vmbo-fase af en gaat naar de mbo-fase'), ('vmbo_diploma', 'haalt het vmbo-diploma'), ('mbo_deel', 'heeft zoveel onderdelen van het mbo-diploma'), ('wissel', 'wisselt van leerweg of opleiding binnen de route'), ('uit_route', 'gaat naar ander onderwijs'), ('uit_onderwijs', 'gaat van school zonder startkwalificatie'), ('uit_onbekend', 'is afgemeld, en niemand weet waarheen'), ('vertrokken', 'is naar het buitenland verhuisd of overleden'), ('mbo_diploma', 'haalt het mbo-diploma'), ('verder', 'leert na het diploma verder bij dezelfde instelling'), ('verzuim', 'heeft een verzuimmelding'), ('koppeling', 'heeft bij de andere school een andere sleutel')], max_length=14, verbose_name='gebeurtenis')),
                    ('on', models.DateField(verbose_name='datum')),
                    ('leerweg', models.CharField(blank=True, max_length=2, verbose_name='leerweg')),
                    ('crebo', models.CharField(blank=True, max_length=5, verbose_name='crebo')),
                    ('level', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='niveau')),
                    ('value', models.CharField(blank=True, max_length=20)),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='monitoring.delivery')),
                    ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='monitoring.routepupil')),
                ],
                options={
                    'verbose_name': 'gebeurtenis',
                    'verbose_name_plural': 'gebeurtenissen',
                    'ordering': ['on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('pupil', 'kind', 'on', 'value'), name='pupil_event_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['start', 'telling', 'vo_klaar', 'vmbo_diploma', 'mbo_deel', 'wissel', 'uit_route', 'uit_onderwijs', 'uit_onbekend', 'vertrokken', 'mbo_diploma', 'verder', 'verzuim', 'koppeling'])), name='pupil_event_kind_known')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='PupilKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=32)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner')),
                    ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='monitoring.routepupil')),
                ],
                options={
                    'verbose_name': 'sleutel',
                    'verbose_name_plural': 'sleutels',
                    'constraints': [models.UniqueConstraint(fields=('partner', 'digest'), name='pupil_key_once')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Realised',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('benefit', models.CharField(choices=[('1', 'Vroeg kennismaken met de beroepspraktijk'), ('2', 'Direct contact met bedrijven'), ('3', 'Geen storende lesoverlap'), ('4', 'Alternatief voor havo'), ('5', 'Teams die samenwerken'), ('6', 'Doorstroom, startkwalificatie en minder uitval')], max_length=1, verbose_name='voordeel')),
                    ('title', models.CharField(help_text='Bijvoorbeeld: klokuren dubbele les vervallen.', max_length=300, verbose_name='wat')),
                    ('school_year', models.PositiveSmallIntegerField(help_text='Het eerste jaar: 2027 is schooljaar 2027-2028.', validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2060)], verbose_name='schooljaar')),
                    ('planned', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='gepland')),
                    ('given', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='echt gegeven')),
                    ('measured_in', models.CharField(default='klokuren', max_length=40, verbose_name='eenheid')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='waar blijkt dat uit')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'wat er echt gebeurde',
                    'verbose_name_plural': 'wat er echt gebeurde',
                    'ordering': ['benefit', 'school_year', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='monitoring_realised_key_once'), models.UniqueConstraint(fields=('route', 'benefit', 'title', 'school_year'), name='realised_once', violation_error_message='Dit staat voor dit schooljaar al op de lijst.')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='RemovedKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=32)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner')),
                ],
                options={
                    'verbose_name': 'verwijderde sleutel',
                    'verbose_name_plural': 'verwijderde sleutels',
                    'constraints': [models.UniqueConstraint(fields=('partner', 'digest'), name='removed_key_once')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('audience', models.CharField(choices=[('leerlingen', 'leerlingen en studenten'), ('ouders', 'ouders en verzorgers'), ('team', 'team van vmbo en mbo'), ('bedrijven', 'bedrijven')], max_length=12, verbose_name='voor wie')),
                    ('school_year', models.PositiveSmallIntegerField(verbose_name='schooljaar')),
                    ('token', models.CharField(default=naadloos.monitoring.models.survey.new_token, editable=False, max_length=40, unique=True)),
                    ('opens_on', models.DateField(verbose_name='open vanaf')),
                    ('closes_on', models.DateField(verbose_name='open tot en met')),
                    ('closed', models.BooleanField(default=False, editable=False, verbose_name='gesloten')),
                    ('n_shown', models.PositiveIntegerField(default=0, editable=False)),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='surveys', to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'vragenlijst',
                    'verbose_name_plural': 'vragenlijsten',
                    'ordering': ['-school_year', 'audience', '-opens_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('audience__in', ['leerlingen', 'ouders', 'team', 'bedrijven'])), name='survey_audience_known', violation_error_message='Deze doelgroep heeft geen vragenlijst.'), models.CheckConstraint(condition=models.Q(('school_year__gte', 2020), ('school_year__lte', 2100)), name='survey_school_year_range', violation_error_message='Dit schooljaar kan niet.'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_closes_after_opening', violation_error_message='De laatste dag ligt voor de eerste.'), models.CheckConstraint(condition=models.Q(('n_shown', 0), ('n_shown__gte', 5), _connector='OR'), name='survey_shows_none_or_five'), models.UniqueConstraint(condition=models.Q(('closed', False)), fields=('route', 'audience', 'school_year'), name='survey_open_once', violation_error_message='Er is al een vragenlijst voor deze groep in dit schooljaar. Sluit die eerst.')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='SurveyAnswer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('answers', models.JSONField()),
                    ('batch', models.PositiveSmallIntegerField(editable=False, null=True)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filled', to='monitoring.survey')),
                ],
                options={
                    'verbose_name': 'ingevulde vragenlijst',
                    'verbose_name_plural': 'ingevulde vragenlijsten',
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('batch__isnull', True), ('batch__gte', 1), _connector='OR'), name='survey_batch_from_one')],
                    'indexes': [],
                },
            )],
        ),
    ]
