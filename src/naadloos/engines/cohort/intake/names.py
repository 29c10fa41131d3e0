"""First names that are common at Dutch schools; only used to refuse a cell, never stored or shown.

Left out: names that are ordinary words in the files that are read here (Roos, Storm, April).
"""

_NAMES = """
aaron abdel abdullah achmed adam ahmed aicha aisha ali alicja amal amina amira amy anastasia anna anne annelies
anouk anton antoon arjen arnold aron arthur aya ayoub ayse bart bas benjamin benthe berat bert bilal boaz bram brigit
brian britt bruno casper chantal charlotte chloe chris christiaan claudia coen cor daan damian dani daniel danny
david dennis dewi dilara dirk dyon dylan eline elif elin elina elisa elise ella ellen elsa emir emma emre enes eren
eric erik esmee esra esther eva evelien evi fabian fatima fatma feline femke finn fleur floris floortje frank frans
frederik gerard gerrit gijs giovanni gerda guus hamza hanna hannah hannie hans hassan hatice hendrik henk herman hidde
hugo ibrahim ilse imane ines ingrid irene iris isa isabel isabella isis ivo jaap jack jacob jade jan jana janne jantje
jari jasmijn jasper jayden jelle jelmer jens jennifer jeroen jesse jessica jim jip joep johan johannes johanna joost
jordan jordy joris josephine joshua julia julian julie juliette jurre justin kaan karel karin katarzyna kees kenji
kevin khadija kim klaas koen kyra laila lara lars laura laurens leah lena lenn levi lianne lieke lies liesbeth
lily lina linde lisa liva loes lotte lou louis lucas luca luna luuk lynn maarten maartje maaike madelief maja malak
manon marco maria marieke marije marijn marjolein marko marloes martijn martin maryam mateusz matthijs maud maurits
meryem mehmet melissa merve mia michael michel mick mike mila milan milou mina mirjam mirte mohamed mohammed
mohammad moos morris muhammed mustafa nadia naomi nick niek niels nienke nina noa noah noor nora noud nikki nouri
olaf olivia olivier omar oscar otto patrick paul peter petra pien pieter piotr quinten rachid rafael ramon raoul rayan
rebecca remco rens richard rik robbert robert robin roel rosa rosalie roxanne ruben rutger saar salma samira
samuel sander sanne sara sarah sebastiaan selin sem semih senna sepp sharon siem silke simon sjoerd sofia sofie sophia
sophie stan stef stefan stijn susan susanne suze suzanne svenja sven tamara tanja tara teun tess tessa thijs thijn
thomas thijmen tijn tim timo tobias tom tomasz tommy twan tygo valentijn vera veronique victor vince vincent wessel
wietse willem wouter xavi yara yasmin yasmina yassin yassine youssef yusuf yuna yvonne zara zeynep zoe zoey
"""
FIRST_NAMES = frozenset(_NAMES.split())
# Names of three letters, which the rule for keys would let through.
_SHORT = """
ada ali amy ana ari ash ayl bas bea ben bep bob cas cor dex eef ela eli els eva evi fay fem fer flo gea guy ian ida
ike ila ina isa iva ivo jan jax jay jet jim jip job joe jop jos joy kai kay ken kim lea lee len leo lex lia lin lio
liv lot lou luc luk lux lyn mae max may mel mia nel nia nik noa nol nor oda pam pia pim pip puk ray rik rob ron roy
rue sam sem sia sil sky sue suz tam ted teo tia tim tom ton uma val vic wil wim xem xia yip zia zoe
"""
SHORT_NAMES = frozenset(_SHORT.split())
