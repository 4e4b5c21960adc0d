<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>BrokenPanel</name>
    <message numerus="yes">
        <source>%n of the selected cards cannot be read</source>
        <translation><numerusform>%n of the selected cards cannot be read</numerusform><numerusform>%n of the selected cards cannot be read</numerusform></translation>
    </message>
</context>
<context>
    <name>ChangeList</name>
    <message numerus="yes">
        <source>%n more change(s): Source shows them all.</source>
        <translation><numerusform>%n more change: Source shows them all.</numerusform><numerusform>%n more changes: Source shows them all.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) by the site’s machine</source>
        <translation><numerusform>%n change by the site’s machine</numerusform><numerusform>%n changes by the site’s machine</numerusform></translation>
    </message>
</context>
<context>
    <name>ChangesPane</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation><numerusform>%n change</numerusform><numerusform>%n changes</numerusform></translation>
    </message>
</context>
<context>
    <name>CutShortDialog</name>
    <message numerus="yes">
        <source>Saving %n card(s) was cut short.</source>
        <translation><numerusform>Saving %n card was cut short.</numerusform><numerusform>Saving %n cards was cut short.</numerusform></translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message numerus="yes">
        <source>%n card(s) could not be saved. Your changes are kept.</source>
        <translation><numerusform>%n card could not be saved. Your changes are kept.</numerusform><numerusform>%n cards could not be saved. Your changes are kept.</numerusform></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n card(s) saved</source>
        <translation><numerusform>%n card saved</numerusform><numerusform>%n cards saved</numerusform></translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message numerus="yes">
        <source>Discard the unsaved changes of %n card(s)?</source>
        <translation><numerusform>Discard the unsaved changes of %n card?</numerusform><numerusform>Discard the unsaved changes of %n cards?</numerusform></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n unsaved card(s) changed on disk, too, in the same place.</source>
        <translation><numerusform>%n unsaved card changed on disk, too, in the same place.</numerusform><numerusform>%n unsaved cards changed on disk, too, in the same place.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved card(s) changed on disk; both changes are kept.</source>
        <translation><numerusform>%n unsaved card changed on disk; both changes are kept.</numerusform><numerusform>%n unsaved cards changed on disk; both changes are kept.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln card(s)</source>
        <translation><numerusform>%Ln card</numerusform><numerusform>%Ln cards</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation><numerusform>%n second left</numerusform><numerusform>%n seconds left</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation><numerusform>%n minute left</numerusform><numerusform>%n minutes left</numerusform></translation>
    </message>
</context>
</TS>
