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
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation><numerusform>%n card</numerusform><numerusform>%n cards</numerusform></translation>
    </message>
</context>
</TS>
