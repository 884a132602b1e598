"""The words that English is mostly made of."""

from civilbot.language.vocabulary import word_set

#: Common words of English, as people write it on the internet.
COMMON = word_set(
    """a able about above absolutely abuse accept access account across act acting
    action actions active actual actually add added adding admin admit adult adults
    advice afraid after afternoon again against age ago agree agreed ahead ain aint
    air all allow allowed almost alone along already also although always am among
    amount an and angry animal another answer answers any anybody anymore anyone
    anything anyway anywhere apart apparently appear apply are area aren arent argue
    argument arguments arm army around arrested art article articles as ask asked
    asking asleep at attack attention automatically available average avoid awake
    away awesome awful baby back bad ball ban band bank banned bar base based basic
    basically basis be beautiful became because become bed been beer before began
    begin behind being believe belong below best bet better between beyond big bigger
    biggest bill bird birth bit black blame block blocked blood blue board boat body
    book books boring born both bother bottom bought box boy boys brain break bring
    broke broken brother brought bro brown build building built bunch bus business
    busy but buy by call called calling calls came camp can cannot cant car care
    careful cars case cases cat cats catch cause caught center certain certainly
    chance change changed changes character charge cheap check child children choice
    choose church city claim claims class clean clear clearly click close closed
    clothes code coffee cold college color come comes coming comment comments common
    community company compare complete completely computer concerned confirm consider
    content context continue control cook cool copy correct cost could couldn couldnt
    count countries country couple course court cover crazy create crime cry culture
    cup current currently cut dad daily damage dance dark data date daughter day days
    deal dear death debate decide decided decision deep definitely delete deleted
    depends deserve desk despite details did didn didnt difference different difficult
    dinner directly disagree discuss discussion do doctor does doesn doesnt dog dogs
    doing dollars don done dont door double doubt down draw dream dress drink drive
    driver driving drop drugs dude due during each earlier early earth easier easily
    easy eat edit editor effect effort eight either else email end ended ends enjoy
    enough entire entirely especially etc even evening event events ever every
    everybody everyone everything everywhere evidence exactly example except exist
    expect experience explain extra eye eyes face fact facts fair fall false familiar
    family fan far farm fast father fault favor favorite favourite fear feel feeling
    feels feet fell felt few field fight figure file fill film final finally find
    finds fine finger finish fire first fish fit five fix floor fly folks follow food
    foot for force forced forever forget form forward found four free freedom fresh
    friday friend friends from front full fun funny further future game games garden
    gas gave general generally get gets getting girl girls give given gives giving
    glad glass go god goes going gone gonna good google got gotta gotten government
    great green ground group groups grow guess gun guns guy guys had hadn hair half
    hand hands hang happen happened happens happy hard hardly has hasn hasnt hate
    have haven havent having he head health hear heard heart heat heavy held hell
    hello help helped helpful helps hence her here hers herself hes hey hi high higher
    him himself his history hit hold hole holiday holy home honest honestly hope
    hopefully horse hospital hot hour hours house how however huge huh human hundred
    hungry hurt husband ice id idea ideas if ignore ill image imagine important
    impossible in include included including income indeed information inside instead
    interest interested interesting internet into is isn isnt issue issues it its
    itself ive jail job jobs join joke joking judge jump just justice keep keeping
    kept key kid kidding kids kill killed kind kinda king kitchen knew know knowing
    known knows lack lady land language large last late later laugh law laws lead
    learn learned least leave leaves leaving led left leg legal less let lets letter
    level lie life light like liked likely line lines link links list listen literally
    little live lived lives living local lol long longer look looked looking looks
    lord lose lost lot lots love loved low lower luck lucky lunch made main make makes
    making male man many map mark market married matter matters may maybe me mean
    meaning means meant media meet member members men mention mentioned message met
    middle might mile million mind mine minute minutes miss missed missing mistake
    moment monday money month months more morning most mostly mother mouth move moved
    movie movies moving much music must my myself name named names nation national
    near nearly necessary need needed needs neither never new news next nice night
    nine no nobody none noon nor normal north not note nothing notice now number
    numbers obvious obviously of off offer office official often oh oil ok okay old
    older on once one ones online only onto open opinion opposite or order original
    other others otherwise ought our out outside over own page pages paid pain paper
    parent parents park part parts party pass past pay paying peace people per perfect
    perhaps person personal personally phone photo pick picture pictures piece place
    places plain plan planet play played player playing please plenty plus point
    points police policy political politics poor popular position possible possibly
    post posted posting posts power prefer present president press pretty prevent
    price prison private probably problem problems process proof proper protect prove
    proves public pull put puts putting quality question questions quick quickly quite
    race rain raise ran rate rather read reading ready real reality realize really
    reason reasonable reasons recent recently record red reddit regular related
    religion remember remove removed repeat reply report required research respect
    response rest result return rice rich rid ride right rights rise risk river road
    role room rule rules run running sad safe said sake same save saw say saying says
    scared school science sea season seat second secret see seeing seem seemed seems
    seen sell send sense sent sentence serious seriously set seven several sex shall
    shame share she shes shit shoes shop short shot should shouldn show showed showing
    shown shows shut sick side sides sign similar simple simply since single sir
    sister sit site sitting situation six size skin sky sleep slow slowly small smart
    smell smile snow so social some somebody somehow someone something sometimes
    somewhere son song soon sorry sort sound sounds source sources south space speak
    special specific speech spend spent sport spot spring stand star start started
    starting state states stay step still stop stopped store story straight strange
    street strong student students stuff subject such sucks suddenly sugar suggest
    summer sun support suppose supposed sure surprised system table take taken takes
    taking talk talked talking tax tea teach teacher team tell telling tells ten term
    terms terrible test text than thank thanks that thats the their them themselves
    then there therefore theres these they theyre thing things think thinking thinks
    third this those though thought thousand thread three through throw thus ticket
    till time times tired title to today together told tomorrow tonight too took top
    topic total totally touch toward town train tree tried trip trouble true trust
    truth try trying turn turned turns twelve twenty twice two type types under
    understand unfortunately unless unlikely until up upon us use used useful user
    users uses using usual usually value various version very video view vote wait
    waiting walk wall want wanted wanting wants war warm was wash wasn wasnt watch
    watched watching water way ways we wear weather website week weekend weeks weird
    welcome well went were weren west what whatever whats when whenever where wherever
    whether which while white who whoever whole whom whose why wife will win window
    winter wish with within without woke woman women won wonder wonderful wont word
    words wore work worked working works world worry worse worst worth would wouldn
    wouldnt wow write writing written wrong wrote yeah year years yep yes yesterday
    yet york you young your youre yours yourself youtube"""
)
