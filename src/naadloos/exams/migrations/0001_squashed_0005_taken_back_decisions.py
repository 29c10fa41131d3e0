"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import naadloos.organisations.base
from django.conf import settings
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('exams', '0001_initial'), ('exams', '0002_initial'), ('exams', '0003_determine'), ('exams', '0004_pta'), ('exams', '0005_taken_back_decisions')]

    initial = True

    dependencies = [
        ('curriculum', '0001_initial'),
        ('curriculum', '0007_withdrawn_kern_and_domains'),
        ('programme', '0006_houses'),
        ('routes', '0001_initial'),
        ('routes', '0003_edition'),
        ('routes', '0005_law_year'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Regulation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('school_year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2060)], verbose_name='schooljaar dat begint in')),
                    ('committee_vmbo_on', models.DateField(blank=True, null=True, verbose_name='examencommissie vmbo akkoord op')),
                    ('committee_mbo_on', models.DateField(blank=True, null=True, verbose_name='examencommissie mbo akkoord op')),
                    ('mr_consent_on', models.DateField(blank=True, null=True, verbose_name='instemming MR op')),
                    ('fixed_on', models.DateField(blank=True, null=True, verbose_name='PTA vastgesteld op')),
                    ('sent_on', models.DateField(blank=True, null=True, verbose_name='verstuurd aan leerlingen en inspectie op')),
                    ('oer_fixed_on', models.DateField(blank=True, null=True, verbose_name='OER vastgesteld op')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'vaststelling per schooljaar',
                    'verbose_name_plural': 'vaststelling per schooljaar',
                    'ordering': ['school_year'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='exams_regulation_key_once'), models.UniqueConstraint(fields=('route', 'school_year'), name='regulation_once', violation_error_message='Dit schooljaar staat er al.')],
                },
            ),
            migrations.CreateModel(
                name='ExamTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('irregularities', models.TextField(blank=True, help_text='Het examenreglement moet dit regelen (WVO 2.60).', verbose_name='wat gebeurt er bij onregelmatigheden?')),
                    ('mark_rule', models.TextField(blank=True, help_text='Het PTA moet zeggen hoe het cijfer van het schoolexamen ontstaat (WVO 2.60a lid 2).', verbose_name='hoe ontstaat het cijfer?')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('appeal', models.TextField(blank=True, help_text='Dit moet in het examenreglement staan (WVO 2.60 lid 1 onder d). Noem functies, geen leerlingen.', verbose_name='commissie van beroep: wie zitten erin en wat is het adres?')),
                    ('catching_up', models.TextField(blank=True, help_text='Het examenreglement moet dit regelen voor het schoolexamen (WVO 2.60 lid 1 onder c).', verbose_name='inhalen en herkansen bij ziekte of overmacht')),
                    ('exemptions', models.TextField(blank=True, help_text='De OER moet de gronden noemen (WEB 7.4.8 lid 2a).', verbose_name='wanneer geeft de examencommissie mbo vrijstelling?')),
                    ('provisions', models.TextField(blank=True, help_text='Bijvoorbeeld: meer tijd, een rustige ruimte. De OER moet ze noemen (WEB 7.4.8 lid 2a).', verbose_name='voorzieningen bij examens')),
                ],
                options={
                    'verbose_name': 'algemene regels',
                    'verbose_name_plural': 'algemene regels',
                },
            ),
            migrations.CreateModel(
                name='RegulationGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='routes.cohort', verbose_name='groep')),
                ],
                options={
                    'verbose_name': 'groep van een versie',
                    'verbose_name_plural': 'groepen van een versie',
                },
            ),
            migrations.CreateModel(
                name='RegulationVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='versie')),
                    ('state', models.CharField(choices=[('examencommissies', 'bij de examencommissies'), ('medezeggenschap', 'bij de medezeggenschap'), ('besturen', 'bij de besturen'), ('versturen', 'vastgesteld, nog niet verstuurd'), ('van kracht', 'van kracht'), ('ingetrokken', 'ingetrokken')], default='examencommissies', max_length=20, verbose_name='stand')),
                    ('after_deadline', models.BooleanField(default=False, verbose_name='wijziging na de uiterste dag')),
                    ('ground', models.CharField(blank=True, choices=[('a', 'door iets wat niemand kon voorzien, kan het PTA niet worden uitgevoerd'), ('b', 'er staat een duidelijke fout in, of er is duidelijk iets vergeten')], max_length=1, verbose_name='grond')),
                    ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reden')),
                    ('sha256', models.CharField(max_length=64)),
                    ('content', models.JSONField()),
                    ('document', models.JSONField()),
                    ('program_version', models.CharField(max_length=20)),
                    ('offered_on', models.DateField(verbose_name='aangeboden op')),
                    ('offered_by', models.CharField(max_length=120, verbose_name='aangeboden door')),
                    ('sent_on', models.DateField(blank=True, null=True, verbose_name='verstuurd op')),
                    ('withdrawn_reason', models.TextField(blank=True, max_length=2000, verbose_name='reden van intrekken')),
                    ('cohorts', models.ManyToManyField(related_name='+', through='exams.RegulationGroup', to='routes.cohort', verbose_name='geldt voor de groepen')),
                    ('regulation', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='versions', to='exams.regulation')),
                    ('replaces', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='exams.regulationversion')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='regulation_versions', to='routes.route')),
                ],
                options={
                    'verbose_name': 'versie van PTA en OER',
                    'verbose_name_plural': 'versies van PTA en OER',
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('regulation', 'number'), name='regulation_version_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['examencommissies', 'medezeggenschap', 'besturen', 'versturen'])), fields=('regulation',), name='regulation_version_one_running', violation_error_message='Er loopt al een vaststelling voor dit schooljaar.'), models.CheckConstraint(condition=models.Q(models.Q(('after_deadline', False), ('ground', '')), models.Q(('after_deadline', True), ('ground__in', ['a', 'b']), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='regulation_version_ground', violation_error_message='Een wijziging na de uiterste dag heeft een grond en een reden nodig.'), models.CheckConstraint(condition=models.Q(models.Q(('sent_on__isnull', False), ('state', 'van kracht')), models.Q(models.Q(('state', 'van kracht'), _negated=True), ('sent_on__isnull', True)), _connector='OR'), name='regulation_version_sent'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ingetrokken'), models.Q(('withdrawn_reason', ''), _negated=True)), models.Q(models.Q(('state', 'ingetrokken'), _negated=True), ('withdrawn_reason', '')), _connector='OR'), name='regulation_version_withdrawn', violation_error_message='Schrijf waarom u deze versie intrekt.')],
                },
            ),
            migrations.CreateModel(
                name='RegulationNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('audience', models.CharField(choices=[('leerlingen', 'leerlingen en studenten'), ('ouders', 'ouders'), ('inspectie', 'Inspectie van het Onderwijs')], max_length=20, verbose_name='aan')),
                    ('title', models.CharField(max_length=200, verbose_name='onderwerp')),
                    ('text', models.TextField(max_length=20000, verbose_name='tekst')),
                    ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='exams.regulationversion')),
                ],
                options={
                    'verbose_name': 'bericht over PTA en OER',
                    'verbose_name_plural': 'berichten over PTA en OER',
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('of', 'audience'), name='regulation_notice_once')],
                },
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=200, verbose_name='toets of examen')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='vak, module of kerntaak')),
                    ('kind', models.CharField(choices=[('SE', 'schoolexamen (SE)'), ('cspe', 'centraal schriftelijk en praktisch examen (cspe)'), ('CE', 'centraal examen (CE of cse)'), ('PO', 'praktische opdracht'), ('PWS', 'profielwerkstuk'), ('mbo-examen', 'mbo-examen'), ('PvB', 'proeve van bekwaamheid'), ('instellingsexamen', 'instellingsexamen'), ('generiek', 'examen van een generiek onderdeel'), ('keuzedeel', 'examen keuzedeel')], max_length=20, verbose_name='soort')),
                    ('counts_for', models.CharField(choices=[('vmbo', 'vmbo-diploma'), ('mbo', 'mbo-diploma'), ('beide', "beide diploma's")], max_length=6, verbose_name='telt voor')),
                    ('side', models.CharField(choices=[('vmbo', 'vmbo'), ('mbo', 'mbo'), ('samen', 'samen')], max_length=6, verbose_name='wie neemt af')),
                    ('route_year', models.PositiveSmallIntegerField(choices=[(1, 'leerjaar 3'), (2, 'leerjaar 4'), (3, 'mbo-jaar 1'), (4, 'mbo-jaar 2'), (5, 'mbo-jaar 3'), (6, 'mbo-jaar 4')], verbose_name='jaar van de route')),
                    ('period', models.PositiveSmallIntegerField(choices=[(1, 'periode 1'), (2, 'periode 2'), (3, 'periode 3'), (4, 'periode 4'), (5, 'periode 5'), (6, 'periode 6')], verbose_name='periode')),
                    ('weight', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000)], verbose_name='weging')),
                    ('form', models.CharField(blank=True, help_text='Bijvoorbeeld: praktijkopdracht.', max_length=200, verbose_name='vorm')),
                    ('minutes', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='duur in minuten')),
                    ('retake', models.CharField(blank=True, max_length=200, verbose_name='hoe gaat de herkansing?')),
                    ('content', models.TextField(blank=True, verbose_name='inhoud')),
                    ('content_source', models.CharField(blank=True, choices=[('a', 'verplichte stof van het schoolexamen'), ('b', 'stof van het centraal examen, ook in het schoolexamen'), ('c', 'eigen keuze van de school')], help_text='Bij een schoolexamen moet dit te zien zijn (WVO 2.60a lid 3).', max_length=1, null=True, verbose_name='herkomst van de stof')),
                    ('deeltaken', models.ManyToManyField(blank=True, related_name='+', to='curriculum.deeltaak', verbose_name='toetst deeltaken')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('werkprocessen', models.ManyToManyField(blank=True, related_name='+', to='curriculum.werkproces', verbose_name='toetst werkprocessen')),
                    ('committee', models.CharField(blank=True, choices=[('vmbo', 'vmbo'), ('mbo', 'mbo'), ('samen', 'samen')], help_text='De school blijft verantwoordelijk voor het vmbo-examen, de instelling voor het mbo-examen (WVO 2.107f).', max_length=6, null=True, verbose_name='examencommissie')),
                    ('eindtermen', models.TextField(blank=True, help_text='Codes met een komma ertussen. Alleen nodig als u niet de hele deeltaak toetst.', max_length=2000, verbose_name='toetst eindtermen')),
                    ('generic', models.ManyToManyField(blank=True, related_name='+', to='curriculum.genericpart', verbose_name='toetst generieke onderdelen')),
                    ('kerntaken', models.ManyToManyField(blank=True, related_name='+', to='curriculum.kerntaak', verbose_name='toetst hele kerntaken')),
                    ('keuzedelen', models.ManyToManyField(blank=True, related_name='+', to='programme.keuzedeel', verbose_name='toetst keuzedelen')),
                    ('retakes', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='aantal herkansingen')),
                    ('tools', models.CharField(blank=True, help_text='Bijvoorbeeld: rekenmachine, woordenboek.', max_length=300, verbose_name='hulpmiddelen')),
                    ('variants', models.ManyToManyField(blank=True, help_text='Geen keuze is: voor iedereen.', related_name='+', to='programme.variant', verbose_name='wie doet mee')),
                    ('week', models.PositiveSmallIntegerField(blank=True, help_text='Weeknummer van de kalender. Leeg is: nog niet bekend.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(53)], verbose_name='week')),
                ],
                options={
                    'verbose_name': 'toets of examen',
                    'verbose_name_plural': 'toetsen en examens',
                    'ordering': ['route_year', 'period', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='exams_assessment_key_once'), models.CheckConstraint(condition=models.Q(('week__isnull', True), models.Q(('week__gte', 1), ('week__lte', 53)), _connector='OR'), name='assessment_week', violation_error_message='Een weeknummer ligt tussen 1 en 53.'), models.CheckConstraint(condition=models.Q(('retakes__isnull', True), ('retakes__lte', 10), _connector='OR'), name='assessment_retakes', violation_error_message='Er zijn hoogstens 10 herkansingen.'), models.CheckConstraint(condition=models.Q(('committee__isnull', True), models.Q(('counts_for', 'vmbo'), models.Q(('committee', 'mbo'), _negated=True)), models.Q(('counts_for', 'mbo'), models.Q(('committee', 'vmbo'), _negated=True)), models.Q(('committee', 'samen'), ('counts_for', 'beide')), _connector='OR'), name='assessment_committee_of_its_diploma', violation_error_message='Deze examencommissie gaat niet over dit diploma. De school is verantwoordelijk voor het vmbo-examen, de instelling voor het mbo-examen; telt een toets voor beide, dan zijn zij het samen.')],
                },
            ),
            migrations.CreateModel(
                name='LoadLimit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('week_tests', models.PositiveSmallIntegerField(blank=True, help_text='Voor één leerling. Leeg is: geen grens.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='hoogstens toetsen in een week')),
                    ('week_minutes', models.PositiveSmallIntegerField(blank=True, help_text='De duur van alle toetsen van één leerling in een week. Leeg is: geen grens.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='hoogstens minuten in een week')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'grens aan toetsen per week',
                    'verbose_name_plural': 'grens aan toetsen per week',
                    'constraints': [models.CheckConstraint(condition=models.Q(('week_tests__isnull', True), ('week_tests__gte', 1), _connector='OR'), name='load_week_tests'), models.CheckConstraint(condition=models.Q(('week_minutes__isnull', True), ('week_minutes__gte', 1), _connector='OR'), name='load_week_minutes')],
                },
            ),
            migrations.CreateModel(
                name='RegulationDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('part', models.CharField(choices=[('examencommissie', 'examencommissie'), ('mr', 'medezeggenschapsraad'), ('studentenraad', 'studentenraad'), ('bestuur', 'bestuur (bevoegd gezag)')], max_length=20, verbose_name='orgaan')),
                    ('on', models.DateField(verbose_name='besloten op')),
                    ('agrees', models.BooleanField(verbose_name='eens met deze versie')),
                    ('note', models.TextField(blank=True, max_length=4000, verbose_name='toelichting')),
                    ('consulted_on', models.DateField(blank=True, null=True, verbose_name='overleg met de examencommissie op')),
                    ('user_name', models.CharField(max_length=120, verbose_name='vastgelegd door')),
                    ('at', models.DateTimeField(auto_now_add=True, verbose_name='vastgelegd op')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='routes.routepartner', verbose_name='van')),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='exams.regulationversion')),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='teruggenomen op')),
                    ('taken_back_by', models.CharField(blank=True, max_length=120, verbose_name='teruggenomen door')),
                    ('taken_back_reason', models.TextField(blank=True, max_length=2000, verbose_name='waarom teruggenomen')),
                ],
                options={
                    'verbose_name': 'besluit over PTA en OER',
                    'verbose_name_plural': 'besluiten over PTA en OER',
                    'ordering': ['on', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('note', ''), _negated=True), _connector='OR'), name='regulation_decision_why_not', violation_error_message='Schrijf op waarom niet.'), models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('version', 'part', 'partner'), name='regulation_decision_once', violation_error_message='Dit besluit is al vastgelegd.'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_by', ''), ('taken_back_reason', '')), models.Q(('taken_back_at__isnull', False), models.Q(('taken_back_by', ''), _negated=True), models.Q(('taken_back_reason', ''), _negated=True)), _connector='OR'), name='regulation_decision_taken_back', violation_error_message='Schrijf waarom u dit besluit terugneemt.')],
                },
            ),
        ]),
        migrations.AddField(
            model_name='regulationgroup',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='exams.regulationversion'),
        ),
        migrations.AddConstraint(
            model_name='regulationgroup',
            constraint=models.UniqueConstraint(fields=('version', 'cohort'), name='regulation_group_once'),
        ),
    ]
