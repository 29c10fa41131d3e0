"""The determination of the joint PTA/OER of one school year, and changes of what was determined.

Flow: ``stages`` says which organ acts when and on which article; ``actions`` freezes the concept as a numbered version
and takes it past both exam committees, the medezeggenschap and both boards to its publication; ``versions`` reads
where it stands; ``compare`` shows what differs between two versions; ``regulation_text``, ``pupil_text`` and
``notices`` write the documents. The dates that the law check judges (``Regulation``) follow from the decisions.
"""
