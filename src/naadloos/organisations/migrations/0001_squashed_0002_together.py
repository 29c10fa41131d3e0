"""What a new database gets at once; one that began before keeps its own migrations."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import naadloos.organisations.models
from django.conf import settings
from django.db import migrations, models

from naadloos.tables import CreateModels


class Migration(migrations.Migration):

    replaces = [('organisations', '0001_initial'), ('organisations', '0002_together')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('name', models.CharField(max_length=120, verbose_name='naam')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mailadres')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='demopersoon')),
                    ('demo_role', models.CharField(blank=True, max_length=120)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('mail_rhythm', models.CharField(choices=[('niet', 'niet'), ('dag', 'elke werkdag, als er iets op u wacht'), ('week', 'elke maandag, als er iets op u wacht')], default='niet', max_length=4, verbose_name='overzicht per e-mail')),
                    ('mailed_on', models.DateField(blank=True, editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'persoon',
                    'verbose_name_plural': 'personen',
                },
                managers=[
                    ('objects', naadloos.organisations.models.People()),
                ],
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                    ('changed_at', models.DateTimeField(auto_now=True, verbose_name='gewijzigd op')),
                    ('name', models.CharField(max_length=200, verbose_name='naam')),
                    ('kind', models.CharField(choices=[('vmbo', 'vmbo-school'), ('mbo', 'mbo-instelling'), ('vsg', 'verticale scholengemeenschap'), ('bedrijf', 'bedrijf'), ('swv', 'samenwerkingsverband'), ('anders', 'anders')], max_length=10, verbose_name='soort')),
                    ('brin', models.CharField(blank=True, help_text='Twee cijfers en twee letters, zoals 12AB.', max_length=6, validators=[django.core.validators.RegexValidator('^[0-9]{2}[A-Z]{2}([0-9]{2})?$', 'Een BRIN heeft twee cijfers en twee letters, soms met twee cijfers voor de vestiging: 12AB of 12AB01.')], verbose_name='BRIN')),
                    ('bevoegd_gezag_number', models.CharField(blank=True, max_length=5, validators=[django.core.validators.RegexValidator('^[0-9]{5}$', 'Een bevoegd-gezagnummer heeft vijf cijfers.')], verbose_name='bevoegd-gezagnummer')),
                    ('rio_provider_id', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^[0-9]{3}A[0-9]{3}$', 'Een RIO-aanbieder ziet eruit als 104A158.')], verbose_name='RIO-onderwijsaanbieder')),
                    ('rio_location_id', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^[0-9]{3}X[0-9]{3}$', 'Een RIO-locatie ziet eruit als 104X158.')], verbose_name='RIO-onderwijslocatie')),
                    ('place', models.CharField(blank=True, max_length=120, verbose_name='plaats')),
                    ('colour', models.CharField(blank=True, help_text='Voor koppen, bijvoorbeeld #003b6f. Donker genoeg om op wit te lezen.', max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Schrijf de kleur als # met zes tekens, zoals #003b6f.'), naadloos.organisations.models.dark_enough], verbose_name='kleur van documenten')),
                    ('logo', models.BinaryField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'organisatie',
                    'verbose_name_plural': 'organisaties',
                    'ordering': ['name'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('brin', ''), _negated=True), fields=('brin',), name='organisation_brin_once', violation_error_message='Er is al een organisatie met deze BRIN.')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, verbose_name='e-mailadres')),
                    ('role', models.CharField(choices=[('beheerder', 'beheerder van de organisatie'), ('medewerker', 'medewerker')], default='medewerker', max_length=12, verbose_name='rol')),
                    ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField(verbose_name='geldig tot')),
                    ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='aanvaard op')),
                    ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='accepted_invitations', to=settings.AUTH_USER_MODEL)),
                    ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sent_invitations', to=settings.AUTH_USER_MODEL, verbose_name='uitgenodigd door')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='organisations.organisation', verbose_name='organisatie')),
                ],
                options={
                    'verbose_name': 'uitnodiging',
                    'verbose_name_plural': 'uitnodigingen',
                    'ordering': ['-created_at'],
                },
            ),
            migrations.CreateModel(
                name='HistoryEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('scope', models.CharField(max_length=60)),
                    ('step', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('actor_name', models.CharField(max_length=120)),
                    ('verb', models.CharField(max_length=30)),
                    ('subject', models.CharField(max_length=300)),
                    ('subject_key', models.CharField(blank=True, max_length=80)),
                    ('changes', models.JSONField(default=list)),
                    ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'wijziging',
                    'verbose_name_plural': 'wijzigingen',
                    'ordering': ['-at', '-pk'],
                    'indexes': [models.Index(fields=['scope', 'step', '-at'], name='history_scope_step')],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('beheerder', 'beheerder van de organisatie'), ('medewerker', 'medewerker')], default='medewerker', max_length=12, verbose_name='rol')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='persoon')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation', verbose_name='organisatie')),
                ],
                options={
                    'verbose_name': 'lidmaatschap',
                    'verbose_name_plural': 'lidmaatschappen',
                    'constraints': [models.UniqueConstraint(fields=('user', 'organisation'), name='membership_once', violation_error_message='Deze persoon hoort al bij deze organisatie.')],
                },
            ),
        ]),
    ]
