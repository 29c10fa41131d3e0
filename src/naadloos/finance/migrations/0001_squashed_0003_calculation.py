"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import naadloos.engines.route.terms
import naadloos.organisations.base
from decimal import Decimal
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('finance', '0001_initial'), ('finance', '0002_initial'), ('finance', '0003_calculation')]

    initial = True

    dependencies = [
        ('routes', '0001_initial'),
        ('routes', '0005_law_year'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='CostItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=200, verbose_name='kostenpost')),
                    ('phase', models.CharField(choices=[('project', 'voorbereiding'), ('vo', 'vo-fase'), ('mbo', 'mbo-fase'), ('route', 'hele route')], max_length=8, verbose_name='fase')),
                    ('owner', models.CharField(blank=True, help_text='Wie draagt deze kosten volgens wet of afspraak?', max_length=200, verbose_name='voor rekening van')),
                    ('executor', models.CharField(blank=True, max_length=200, verbose_name='uitgevoerd door')),
                    ('amount', models.DecimalField(blank=True, decimal_places=2, help_text='Voor een hele groep leerlingen (cohort); bij projectkosten per schooljaar. Weet u het nog niet? Laat het leeg; dan staat er onbekend.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(1000000000)], verbose_name='bedrag in euro')),
                    ('basis', models.CharField(blank=True, max_length=300, verbose_name='waar komt het bedrag vandaan?')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='bedrag bevestigd door een controller')),
                    ('settlement', models.CharField(choices=[('eigen', 'ieder draagt de eigen kosten'), ('uren', 'verrekening per gegeven uur'), ('leerling', 'vast bedrag per leerling'), ('verdeling', 'vaste verdeling in procenten'), ('ruil', 'uren ruilen, alleen het verschil betalen'), ('vast', 'vast bedrag per jaar'), ('open', 'nog niet afgesproken')], default=naadloos.engines.route.terms.SettlementKind['OPEN'], max_length=10, verbose_name='verrekening')),
                    ('settlement_text', models.TextField(blank=True, verbose_name='afspraak over de verrekening')),
                    ('settlement_amount', models.DecimalField(blank=True, decimal_places=2, help_text='Per jaar bij een vast bedrag, per leerling en jaar bij een bedrag per leerling.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(1000000000)], verbose_name='verrekening in euro')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('begins_on', models.DateField(blank=True, null=True, verbose_name='begint op')),
                    ('calculation', models.CharField(choices=[('lessen', 'lessen'), ('bpv', 'begeleiding van de bpv'), ('materiaal', 'materiaal per leerling'), ('lokaal', 'gebruik van een lokaal'), ('examen', 'examens per kandidaat'), ('vervoer', 'vervoer'), ('coordinatie', 'coördinatie'), ('vast', 'vast bedrag per groep leerlingen'), ('project', 'projectkosten met een einddatum')], default=naadloos.engines.route.terms.CostKind['FIXED'], help_text='Hiervan hangt af welke getallen hieronder meetellen.', max_length=12, verbose_name='hoe te berekenen')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='eindigt op')),
                    ('extra', models.BooleanField(default=True, help_text='Telt dan mee in het marginale resultaat.', verbose_name='zou er zonder de route niet zijn')),
                    ('hours', models.DecimalField(blank=True, decimal_places=2, help_text='Per groep; bij begeleiding van de bpv per student.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(10000)], verbose_name='klokuren per schooljaar')),
                    ('number', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(10000)], verbose_name='aantal ritten per jaar, of fte')),
                    ('only_in', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'leerjaar 3'), (2, 'leerjaar 4'), (3, 'mbo-jaar 1'), (4, 'mbo-jaar 2'), (5, 'mbo-jaar 3'), (6, 'mbo-jaar 4')], help_text='Leeg is elk jaar van de fase.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)], verbose_name='alleen in')),
                    ('price', models.DecimalField(blank=True, decimal_places=2, help_text='Per leerling, per klokuur van het lokaal of per rit, naar de berekening.', max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(1000000000)], verbose_name='prijs in euro')),
                    ('split', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg is niets.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='deel van de uren in gesplitste groepen, in procenten')),
                    ('staff', models.CharField(blank=True, help_text='Van wie de loonkosten tellen, zoals docent of coordinator. Leeg is docent.', max_length=40, verbose_name='functie')),
                    ('teachers', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg is een.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(10000)], verbose_name='docenten tegelijk')),
                ],
                options={
                    'verbose_name': 'kostenpost',
                    'verbose_name_plural': 'kostenposten',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_costitem_key_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), models.Q(('amount__gte', 0), ('amount__lte', 1000000000)), _connector='OR'), models.Q(('price__isnull', True), models.Q(('price__gte', 0), ('price__lte', 1000000000)), _connector='OR'), models.Q(('settlement_amount__isnull', True), models.Q(('settlement_amount__gte', 0), ('settlement_amount__lte', 1000000000)), _connector='OR')), name='cost_item_euro', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 1000000000.'), models.CheckConstraint(condition=models.Q(models.Q(('hours__isnull', True), models.Q(('hours__gte', 0), ('hours__lte', 10000)), _connector='OR'), models.Q(('teachers__isnull', True), models.Q(('teachers__gte', 0), ('teachers__lte', 10000)), _connector='OR'), models.Q(('number__isnull', True), models.Q(('number__gte', 0), ('number__lte', 10000)), _connector='OR')), name='cost_item_numbers', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 10000.'), models.CheckConstraint(condition=models.Q(('split__isnull', True), models.Q(('split__gte', 0), ('split__lte', 100)), _connector='OR'), name='cost_item_split', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 100.'), models.CheckConstraint(condition=models.Q(('begins_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='cost_item_dates', violation_error_message='De einddatum ligt voor de begindatum.')],
                },
            ),
            migrations.CreateModel(
                name='FinanceTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('principles', models.TextField(blank=True, help_text='Bijvoorbeeld: geld volgt de fase; ieder draagt zijn eigen voorbereiding.', verbose_name='uitgangspunten')),
                    ('funding_handed_over', models.CharField(choices=[('ja', 'ja'), ('nee', 'nee'), ('onbekend', 'onbekend')], default=naadloos.engines.route.terms.YesNoUnknown['UNKNOWN'], help_text='Zo ja, dan horen bedrag en doel in de overeenkomst (WVO 2.107b lid 2 onder e).', max_length=8, verbose_name='wordt een deel van de bekostiging overgedragen?')),
                    ('funding_purpose', models.TextField(blank=True, verbose_name='bedrag en doel van de overdracht')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'uitgangspunten',
                    'verbose_name_plural': 'uitgangspunten',
                },
            ),
            migrations.CreateModel(
                name='CalculationTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('class_size', models.PositiveIntegerField(blank=True, help_text='Zoveel leerlingen passen in een groep; daarboven komt er een bij.', null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='grootste groep')),
                    ('fixed_groups', models.DecimalField(blank=True, decimal_places=2, help_text='Alleen invullen als het niet van het aantal leerlingen afhangt, zoals een deel van een klas: 0,5.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(10000)], verbose_name='vast aantal groepen per jaar')),
                    ('surcharge', models.DecimalField(blank=True, decimal_places=2, help_text='Hoogstens 5; leeg is geen opslag.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0, 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(5, 'Hoogstens 5 procent: bij meer is uitlenen van personeel niet vrij van btw.')], verbose_name='opslag op loonkosten in procenten')),
                    ('corridor', models.DecimalField(blank=True, decimal_places=2, help_text='Alleen bij uren ruilen; leeg is niets.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(10000)], verbose_name='verschil in klokuren dat niet wordt betaald')),
                    ('autumn_share', models.DecimalField(blank=True, decimal_places=2, help_text='In het jaar waarin leerlingen naar de mbo-fase gaan; leeg is niets.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='deel van het vo-geld van augustus tot en met december voor het mbo, in procenten')),
                    ('pool', models.BooleanField(default=False, help_text='Het resultaat wordt verdeeld naar de sleutel.', verbose_name='al het geld in een pot')),
                    ('share_advance', models.BooleanField(default=False, help_text='Anders draagt ieder wat het zelf voorschiet.', verbose_name='voorfinanciering dragen naar de sleutel')),
                    ('overhead_base', models.CharField(choices=[('baten', 'de toegerekende bekostiging'), ('personeel', 'de personele kosten'), ('kosten', 'alle directe kosten')], default=naadloos.engines.route.terms.OverheadBase['REVENUE'], max_length=10, verbose_name='overhead is een deel van')),
                    ('price_year', models.PositiveSmallIntegerField(blank=True, help_text='Jaren waarvoor nog geen bedrag bekend is, nemen dat van dit jaar. Leeg: die jaren zijn onbekend.', null=True, validators=[django.core.validators.MinValueValidator(2020), django.core.validators.MaxValueValidator(2060)], verbose_name='prijspeil')),
                    ('price_index', models.DecimalField(blank=True, decimal_places=2, help_text='Na het prijspeil; leeg is geen stijging.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='prijsstijging per jaar in procenten')),
                    ('lessons_from_plan', models.BooleanField(default=False, help_text='Uit het vastgestelde programma of, zolang dat er niet is, het bord. Zet dan geen lessen bij de kosten.', verbose_name='lessen volgen uit het programma')),
                    ('lessons_settlement', models.CharField(choices=[('eigen', 'ieder draagt de eigen kosten'), ('uren', 'verrekening per gegeven uur'), ('leerling', 'vast bedrag per leerling'), ('verdeling', 'vaste verdeling in procenten'), ('ruil', 'uren ruilen, alleen het verschil betalen'), ('vast', 'vast bedrag per jaar'), ('open', 'nog niet afgesproken')], default=naadloos.engines.route.terms.SettlementKind['OPEN'], max_length=10, verbose_name='verrekening van lessen voor de ander')),
                    ('joint_vmbo', models.DecimalField(blank=True, decimal_places=2, help_text='Staan beide docenten tegelijk voor de groep? Dan is dit 100, en het deel van het mbo ook.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='deel van de gezamenlijke uren dat het vmbo geeft, in procenten')),
                    ('joint_mbo', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='deel van de gezamenlijke uren dat het mbo geeft, in procenten')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'keuzes voor de berekening',
                    'verbose_name_plural': 'keuzes voor de berekening',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('surcharge__isnull', True), models.Q(('surcharge__gte', 0), ('surcharge__lte', 100)), _connector='OR'), models.Q(('autumn_share__isnull', True), models.Q(('autumn_share__gte', 0), ('autumn_share__lte', 100)), _connector='OR'), models.Q(('price_index__isnull', True), models.Q(('price_index__gte', 0), ('price_index__lte', 100)), _connector='OR'), models.Q(('joint_vmbo__isnull', True), models.Q(('joint_vmbo__gte', 0), ('joint_vmbo__lte', 100)), _connector='OR'), models.Q(('joint_mbo__isnull', True), models.Q(('joint_mbo__gte', 0), ('joint_mbo__lte', 100)), _connector='OR')), name='finance_percents', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 100.'), models.CheckConstraint(condition=models.Q(('surcharge__isnull', True), models.Q(('surcharge__gte', 0), ('surcharge__lte', 5)), _connector='OR'), name='finance_surcharge', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 5.'), models.CheckConstraint(condition=models.Q(models.Q(('fixed_groups__isnull', True), models.Q(('fixed_groups__gte', 0), ('fixed_groups__lte', 10000)), _connector='OR'), models.Q(('corridor__isnull', True), models.Q(('corridor__gte', 0), ('corridor__lte', 10000)), _connector='OR')), name='finance_numbers', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 10000.')],
                },
            ),
            migrations.CreateModel(
                name='OwnFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('parameter', models.CharField(max_length=60, verbose_name='gegeven')),
                    ('of', models.CharField(blank=True, help_text='Een functie, een budget of een crebo; soms leeg.', max_length=40, verbose_name='waarvan')),
                    ('value', models.DecimalField(blank=True, decimal_places=6, help_text='Leeg is onbekend.', max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000000000)], verbose_name='waarde')),
                    ('low', models.DecimalField(blank=True, decimal_places=6, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000000000)], verbose_name='laag')),
                    ('high', models.DecimalField(blank=True, decimal_places=6, max_digits=16, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1000000000)], verbose_name='hoog')),
                    ('valid_from', models.DateField(verbose_name='geldt vanaf')),
                    ('valid_to', models.DateField(blank=True, help_text='Leeg: het blijft zo. Met een einddatum geldt daarna het bedrag van het prijspeil, met de prijsstijging.', null=True, verbose_name='tot en met')),
                    ('status', models.CharField(choices=[('bevestigd', 'bevestigd'), ('voorlopig', 'voorlopig'), ('schatting', 'schatting'), ('leeg', 'nog niet ingevuld')], default=naadloos.engines.route.terms.FigureStatus['ESTIMATE'], max_length=10, verbose_name='hoe zeker')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='waar komt dit vandaan?')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='partner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'eigen gegeven',
                    'verbose_name_plural': 'eigen gegevens van de partners',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_ownfigure_key_once'), models.UniqueConstraint(fields=('partner', 'parameter', 'of', 'valid_from'), name='own_figure_once', violation_error_message='Dit gegeven staat er al met deze begindatum.'), models.CheckConstraint(condition=models.Q(models.Q(('value__isnull', True), models.Q(('value__gte', 0), ('value__lte', 1000000000)), _connector='OR'), models.Q(('low__isnull', True), models.Q(('low__gte', 0), ('low__lte', 1000000000)), _connector='OR'), models.Q(('high__isnull', True), models.Q(('high__gte', 0), ('high__lte', 1000000000)), _connector='OR')), name='own_figure_limits', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 1000000000.'), models.CheckConstraint(condition=models.Q(models.Q(('low__isnull', True), ('value__isnull', True), ('value__gte', models.F('low')), _connector='OR'), models.Q(('low__isnull', True), ('high__isnull', True), ('high__gte', models.F('low')), _connector='OR'), models.Q(('value__isnull', True), ('high__isnull', True), ('high__gte', models.F('value')), _connector='OR')), name='own_figure_rising', violation_error_message='Laag, verwacht en hoog staan niet op volgorde.'), models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='own_figure_dates', violation_error_message='De einddatum ligt voor de begindatum.')],
                },
            ),
            migrations.CreateModel(
                name='PartnerTerms',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('key_share', models.DecimalField(blank=True, decimal_places=2, help_text='Het deel van een pot; alle partners samen zijn 100. Leeg als er geen pot is.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='verdeelsleutel in procenten')),
                    ('overhead', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='overhead, procent (integraal)')),
                    ('overhead_marginal', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='overhead die met de route meegroeit, procent (marginaal)')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='bevestigd door een controller')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='partner')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'sleutel en overhead',
                    'verbose_name_plural': 'sleutel en overhead per partner',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_partnerterms_key_once'), models.UniqueConstraint(fields=('partner',), name='partner_terms_once', violation_error_message='Deze partner staat er al.'), models.CheckConstraint(condition=models.Q(models.Q(('key_share__isnull', True), models.Q(('key_share__gte', 0), ('key_share__lte', 100)), _connector='OR'), models.Q(('overhead__isnull', True), models.Q(('overhead__gte', 0), ('overhead__lte', 100)), _connector='OR'), models.Q(('overhead_marginal__isnull', True), models.Q(('overhead_marginal__gte', 0), ('overhead_marginal__lte', 100)), _connector='OR')), name='partner_terms_percents', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 100.')],
                },
            ),
            migrations.CreateModel(
                name='Subsidy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=200, verbose_name='subsidie')),
                    ('begins_on', models.DateField(verbose_name='begint op')),
                    ('ends_on', models.DateField(help_text='Daarna is er niets meer; reken er dan niet op.', verbose_name='eindigt op')),
                    ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Dit kan niet onder nul zijn. Weet u het nog niet? Laat het leeg.'), django.core.validators.MaxValueValidator(1000000000)], verbose_name='bedrag in euro')),
                    ('cofinancing', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg is geen.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='eigen bijdrage die de regeling vraagt, procent')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='bevestigd door een controller')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='voor')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'subsidie',
                    'verbose_name_plural': 'subsidies',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_subsidy_key_once'), models.CheckConstraint(condition=models.Q(('amount__isnull', True), models.Q(('amount__gte', 0), ('amount__lte', 1000000000)), _connector='OR'), name='subsidy_euro', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 1000000000.'), models.CheckConstraint(condition=models.Q(('cofinancing__isnull', True), models.Q(('cofinancing__gte', 0), ('cofinancing__lte', 100)), _connector='OR'), name='subsidy_percent', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 100.'), models.CheckConstraint(condition=models.Q(('begins_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('begins_on')), _connector='OR'), name='subsidy_dates', violation_error_message='De einddatum ligt voor de begindatum.')],
                },
            ),
            migrations.CreateModel(
                name='Volume',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('pupils', models.PositiveIntegerField(blank=True, help_text='Op de eerste 1 oktober. Leeg is onbekend.', null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='leerlingen bij de start')),
                    ('pupils_low', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='laag')),
                    ('pupils_high', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='hoog')),
                    ('stays_vo', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='gaat door binnen de vo-fase, procent per jaar')),
                    ('stays_over', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='gaat door van de vo-fase naar de mbo-fase, procent')),
                    ('stays_mbo', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='gaat door binnen de mbo-fase, procent per jaar')),
                    ('success', models.DecimalField(blank=True, decimal_places=2, help_text='Van wie op de laatste 1 oktober is geteld.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='haalt het mbo-diploma, procent')),
                    ('margin', models.DecimalField(blank=True, decimal_places=2, help_text="Zoveel kunnen deze percentages lager of hoger uitkomen; voor de scenario's.", max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='onzekerheid in procentpunten')),
                    ('joins', models.PositiveIntegerField(blank=True, help_text='Leeg is niemand.', null=True, validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='stroomt later in')),
                    ('joins_year', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'leerjaar 3'), (2, 'leerjaar 4'), (3, 'mbo-jaar 1'), (4, 'mbo-jaar 2'), (5, 'mbo-jaar 3'), (6, 'mbo-jaar 4')], null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)], verbose_name='in')),
                    ('leavers', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='vertrekt tussen 1 oktober en 1 februari, procent')),
                    ('lwoo', models.DecimalField(blank=True, decimal_places=2, help_text='Leeg is niemand.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='met lwoo in de vo-fase, procent')),
                    ('adults', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='18 jaar of ouder op 1 augustus (bbl), procent')),
                    ('extra', models.DecimalField(blank=True, decimal_places=2, help_text='Voor het marginale resultaat; leeg is iedereen.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0'), 'Een percentage kan niet onder nul zijn.'), django.core.validators.MaxValueValidator(100, 'Een percentage is hoogstens 100.')], verbose_name='zou zonder de route niet komen, procent')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='waar komt dit vandaan?')),
                    ('confirmed', models.BooleanField(default=False, verbose_name='bevestigd door een controller')),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.cohort', verbose_name='groep (cohort)')),
                    ('mbo_partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routepartner', verbose_name='mbo-instelling')),
                    ('profile', models.ForeignKey(help_text='De school die dit profiel geeft, krijgt de bekostiging in de vo-fase.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routeprofile', verbose_name='profiel en leerweg')),
                    ('qualification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routes.routequalification', verbose_name='mbo-opleiding')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'verwacht aantal leerlingen',
                    'verbose_name_plural': 'verwachte aantallen leerlingen',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_volume_key_once'), models.UniqueConstraint(fields=('route', 'cohort', 'profile', 'qualification'), name='volume_once', violation_error_message='Dit profiel en deze opleiding staan al bij deze groep.'), models.CheckConstraint(condition=models.Q(models.Q(('pupils_low__isnull', True), ('pupils__isnull', True), ('pupils__gte', models.F('pupils_low')), _connector='OR'), models.Q(('pupils_low__isnull', True), ('pupils_high__isnull', True), ('pupils_high__gte', models.F('pupils_low')), _connector='OR'), models.Q(('pupils__isnull', True), ('pupils_high__isnull', True), ('pupils_high__gte', models.F('pupils')), _connector='OR')), name='volume_rising', violation_error_message='Laag, verwacht en hoog staan niet op volgorde.'), models.CheckConstraint(condition=models.Q(models.Q(('stays_vo__isnull', True), models.Q(('stays_vo__gte', 0), ('stays_vo__lte', 100)), _connector='OR'), models.Q(('stays_over__isnull', True), models.Q(('stays_over__gte', 0), ('stays_over__lte', 100)), _connector='OR'), models.Q(('stays_mbo__isnull', True), models.Q(('stays_mbo__gte', 0), ('stays_mbo__lte', 100)), _connector='OR'), models.Q(('success__isnull', True), models.Q(('success__gte', 0), ('success__lte', 100)), _connector='OR'), models.Q(('margin__isnull', True), models.Q(('margin__gte', 0), ('margin__lte', 100)), _connector='OR'), models.Q(('leavers__isnull', True), models.Q(('leavers__gte', 0), ('leavers__lte', 100)), _connector='OR'), models.Q(('lwoo__isnull', True), models.Q(('lwoo__gte', 0), ('lwoo__lte', 100)), _connector='OR'), models.Q(('adults__isnull', True), models.Q(('adults__gte', 0), ('adults__lte', 100)), _connector='OR'), models.Q(('extra__isnull', True), models.Q(('extra__gte', 0), ('extra__lte', 100)), _connector='OR')), name='volume_percents', violation_error_message='Een getal ligt buiten wat kan: niet onder 0 en niet boven 100.'), models.CheckConstraint(condition=models.Q(models.Q(('joins__isnull', True), ('joins_year__isnull', True)), models.Q(('joins__isnull', False), ('joins_year__isnull', False)), _connector='OR'), name='volume_joins_year', violation_error_message='Vul bij instroom later zowel het aantal als het jaar in.')],
                },
            ),
            migrations.CreateModel(
                name='PupilCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('route_year', models.PositiveSmallIntegerField(choices=[(1, 'leerjaar 3'), (2, 'leerjaar 4'), (3, 'mbo-jaar 1'), (4, 'mbo-jaar 2'), (5, 'mbo-jaar 3'), (6, 'mbo-jaar 4')], validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)], verbose_name='jaar van de route')),
                    ('pupils', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='geteld op 1 oktober')),
                    ('in_other_phase', models.PositiveIntegerField(default=0, help_text='Niemand mag op één teldatum in beide fasen staan.', validators=[django.core.validators.MaxValueValidator(100000)], verbose_name='daarvan ook in de andere fase geteld')),
                    ('source', models.CharField(blank=True, max_length=300, verbose_name='waar komt dit vandaan?')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                    ('volume', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='finance.volume', verbose_name='groep')),
                ],
                options={
                    'verbose_name': 'getelde leerlingen',
                    'verbose_name_plural': 'getelde leerlingen',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='finance_pupilcount_key_once'), models.UniqueConstraint(fields=('volume', 'route_year'), name='count_once', violation_error_message='Dit jaar is voor deze groep al geteld.'), models.CheckConstraint(condition=models.Q(('in_other_phase__lte', models.F('pupils'))), name='count_part_of_whole', violation_error_message='In de andere fase kunnen er niet meer zijn dan er zijn geteld.')],
                },
            ),
        ]),
    ]
