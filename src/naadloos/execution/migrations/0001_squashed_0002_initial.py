"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import naadloos.engines.route.terms
import naadloos.organisations.base
from decimal import Decimal
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('execution', '0001_initial'), ('execution', '0002_initial')]

    initial = True

    dependencies = [
        ('routes', '0001_initial'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='ExecutionText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('basic_week', models.TextField(blank=True, help_text='Welke dagen, waar, met welke reistijd?', verbose_name='de basisweek')),
                    ('communication', models.TextField(blank=True, verbose_name='wat horen leerlingen en ouders, en wanneer?')),
                    ('route', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'basisweek en communicatie',
                    'verbose_name_plural': 'basisweek en communicatie',
                },
            ),
            migrations.CreateModel(
                name='KeyDate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=300, verbose_name='wat')),
                    ('on', models.DateField(verbose_name='datum')),
                    ('audience', models.CharField(blank=True, max_length=200, verbose_name='voor wie')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'datum',
                    'verbose_name_plural': 'data voor leerlingen, ouders en team',
                    'ordering': ['on', 'pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='execution_keydate_key_once')],
                },
            ),
            migrations.CreateModel(
                name='PracticePlace',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('company', models.CharField(max_length=200, verbose_name='bedrijf')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='plaats')),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='aantal plekken')),
                    ('recognised', models.CharField(choices=[('ja', 'ja'), ('nee', 'nee'), ('onbekend', 'onbekend')], default=naadloos.engines.route.terms.YesNoUnknown['UNKNOWN'], help_text='Bpv mag alleen bij een erkend leerbedrijf (WEB 7.2.8).', max_length=8, verbose_name='erkend leerbedrijf')),
                    ('period', models.CharField(blank=True, max_length=200, verbose_name='wanneer')),
                    ('agreement_signed', models.CharField(choices=[('ja', 'ja'), ('nee', 'nee'), ('onbekend', 'onbekend')], default=naadloos.engines.route.terms.YesNoUnknown['UNKNOWN'], max_length=8, verbose_name='praktijkovereenkomst getekend')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'leerbedrijf',
                    'verbose_name_plural': 'leerbedrijven',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='execution_practiceplace_key_once')],
                },
            ),
            migrations.CreateModel(
                name='ReadinessAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('title', models.CharField(max_length=300, verbose_name='wat moet klaar zijn')),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='wie')),
                    ('due_on', models.DateField(blank=True, null=True, verbose_name='voor datum')),
                    ('status', models.CharField(choices=[('open', 'open'), ('bezig', 'bezig'), ('klaar', 'klaar')], default=naadloos.engines.route.terms.ProgressStatus['OPEN'], max_length=6, verbose_name='stand')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'actie voor de start',
                    'verbose_name_plural': 'klaar voor de start',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='execution_readinessaction_key_once')],
                },
            ),
            migrations.CreateModel(
                name='TeamMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('key', models.CharField(default=naadloos.organisations.base.new_key, editable=False, max_length=40)),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('side', models.CharField(choices=[('vmbo', 'vmbo'), ('mbo', 'mbo'), ('anders', 'overige partner')], max_length=6, verbose_name='kant')),
                    ('teaches', models.CharField(blank=True, max_length=300, verbose_name='geeft')),
                    ('qualified', models.CharField(choices=[('ja', 'ja'), ('nee', 'nee'), ('onbekend', 'onbekend')], default=naadloos.engines.route.terms.YesNoUnknown['UNKNOWN'], max_length=8, verbose_name='bevoegd')),
                    ('hours_per_week', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(60)], verbose_name='klokuren per week')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='routes.route', verbose_name='route')),
                ],
                options={
                    'verbose_name': 'teamlid',
                    'verbose_name_plural': 'team',
                    'ordering': ['pk'],
                    'abstract': False,
                    'constraints': [models.UniqueConstraint(fields=('route', 'key'), name='execution_teammember_key_once')],
                },
            ),
        ]),
    ]
