using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Tests.Provenance.Fingerprints;

/// <summary>For every rule of the table a text that it must find and one that comes close and must not be found.</summary>
/// <remarks>Origin of the texts: written by hand after the forms that the table names as its sources; no text of a real person.</remarks>
internal static class FingerprintCases
{
    private const string Iptc = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType";
    private const string Term = "http://cv.iptc.org/newscodes/digitalsourcetype/";
    private const string Dc = "{http://purl.org/dc/elements/1.1/}";
    private const string Photoshop = "{http://ns.adobe.com/photoshop/1.0/}";
    private const string Tc260 = "{http://www.tc260.org.cn/ns/AIGC/1.0/}";
    private const string Job = "Job ID: 0a1b2c3d-1111-2222-3333-0123456789ab";

    internal sealed record Case(string Rule, StatedText[] Hit, StatedText[] Miss);

    internal static IReadOnlyList<Case> All { get; } =
    [
        new("google.made", Texts("IPTC", "Credit", "Made with Google AI"), Texts("IPTC", "Credit", "Made with Google AI, they say")),
        new("google.photos", Texts("XMP", Photoshop + "Credit", "AI-Generated with Google Photos"), Texts("XMP", Dc + "title", "AI-Generated with Google Photos")),
        new("google.edited", Texts("IPTC", "Credit", "Edited with Google AI"), Texts("IPTC", "Caption", "Edited with Google AI")),
        new("a1111.parameters", Texts("PNG", "parameters", "a duck\nNegative prompt: ink\nSteps: 15, Sampler: Euler a, CFG scale: 5"), Texts("PNG", "parameters", "Steps: fifteen, Sampler: Euler a")),
        new("comfyui.prompt", Texts("PNG", "prompt", """{"3": {"inputs": {"seed": 1, "cfg": NaN}, "class_type": "KSampler"}}"""), Texts("PNG", "prompt", """{"class_type": "of nothing", "inputs": {}}""")),
        new("comfyui.workflow", Texts("MP4", "workflow", """{"last_node_id": 1, "nodes": [], "links": []}"""), Texts("PNG", "workflow", """{"nodes": []}""")),
        new("comfyui.exif", Texts("EXIF", "Make", """prompt:{"3": {"inputs": {}}}"""), Texts("EXIF", "Make", "Prompt Cameras {1}")),
        new("fooocus.scheme", Texts("PNG", "fooocus_scheme", "fooocus"), Texts("PNG", "scheme", "fooocus")),
        new("fooocus.parameters", Texts("PNG", "parameters", """{"base_model": "m", "prompt": "p", "sampler": "s"}"""), Texts("PNG", "parameters", """{"base_model": "m", "prompt": "p"}""")),
        new("invokeai.metadata", Texts("PNG", "invokeai_metadata", "{}"), Texts("PNG", "metadata", "invokeai_metadata")),
        new("invokeai.sd-metadata", Texts("PNG", "sd-metadata", """{"model_weights": "w"}"""), Texts("PNG", "sd-metadata", """{"weights": "w"}""")),
        new("invokeai.dream", Texts("PNG", "Dream", "\"a duck\" -s 50 -S 1"), Texts("PNG", "Dream", "I had a dream -s 50")),
        new("novelai.software", Texts("PNG", "Software", "NovelAI"), Texts("PNG", "Software", "NovelAI Converter")),
        new("novelai.title", [.. Texts("PNG", "Title", "AI generated image"), .. Texts("PNG", "Comment", """{"steps": 28, "sampler": "k", "seed": 1}""")], Texts("PNG", "Title", "AI generated image")),
        new("novelai.source", Texts("PNG", "Source", "Stable Diffusion 1D44365E"), Texts("PNG", "Source", "Stable Diffusion web page")),
        new("swarmui.parameters", Texts("PNG", "parameters", """{"sui_image_params": {}}"""), Texts("PNG", "parameters", """{"image_params": {}}""")),
        new("midjourney.job", [.. Texts("PNG", "Description", $"a duck {Job}"), .. Texts("XMP", Iptc, Term + "trainedAlgorithmicMedia")], Texts("PNG", "Description", $"a duck {Job}")),
        new("midjourney.command", Texts("XMP", Dc + "description", $"a duck --ar 3:2 --v 6 {Job}"), Texts("XMP", Dc + "description", $"a duck --print 6 {Job}")),
        new("xai.signature", [.. Texts("EXIF", "ImageDescription", "Signature: " + new string('A', 86)), .. Texts("EXIF", "Artist", "0a1b2c3d-1111-2222-3333-0123456789ab")],
            [.. Texts("EXIF", "ImageDescription", "Signature: " + new string('A', 86)), .. Texts("EXIF", "Artist", "A. Person")]),
        new("ideogram.make", Texts("EXIF", "Make", "Ideogram AI"), Texts("EXIF", "Make", "Ideogram")),
        new("reve.software", Texts("EXIF", "Software", "reve.com"), Texts("EXIF", "Software", "forever.com")),
        new("aphrodite.make", Texts("EXIF", "Software", "Aphrodite AI"), Texts("EXIF", "Artist", "Aphrodite AI")),
        new("huggingface.job", Texts("PNG", "hf-job-id", "1"), Texts("PNG", "job-id", "hf")),
        new("firefly.creator-tool", Texts("XMP", "{http://ns.adobe.com/xap/1.0/}CreatorTool", "Adobe Firefly 1.0"), Texts("XMP", "{http://ns.adobe.com/xap/1.0/}CreatorTool", "Adobe Photoshop 25")),
        new("gb45438.label-1", Texts("PNG", "AIGC", """{"Label": "1", "ContentProducer": "p"}"""), Texts("PNG", "AIGC", """{"Label": "11"}""")),
        new("gb45438.label-2", Texts("XMP", Tc260 + "AIGC", """{"Label": "2"}"""), Texts("XMP", "{http://example.org/}AIGC", """{"Label": "2"}""")),
        new("gb45438.label-3", Texts("Matroska", "AIGC", """{"AIGC": {"Label": 3}}"""), Texts("Matroska", "AIGC", "Label: 3")),
        new("gb45438.comment-1", Texts("EXIF", "UserComment", """{"AIGC": {"Label": "1", "ContentProducer": "p", "ProduceID": "i"}}"""), Texts("EXIF", "UserComment", """{"Label": "1"}""")),
        new("gb45438.comment-2", Texts("EXIF", "UserComment", """{"AIGC": "{\"Label\": \"2\", \"ProduceID\": \"i\"}"}"""), Texts("EXIF", "UserComment", """{"AIGC": {"Label": "1", "ProduceID": "i"}}""")),
        new("gb45438.comment-3", Texts("MP4", "©cmt", """{"Label": "3", "PropagateID": "i"}"""), Texts("MP4", "©cmt", """{"Label": "3", "ID": "i"}""")),
        new("gb45438.other", Texts("RIFF", "AIGC", """{"Label": "", "ProduceID": "i"}"""), Texts("RIFF", "AIGC", """{"Label": "1", "ProduceID": "i"}""")),
        new("gb45438.xmp-field", Texts("XMP", Tc260 + "ContentProducer", "p"), Texts("XMP", Dc + "ContentProducer", "p")),
        new("c2pa.openai", Signed("agent", "DALL·E"), Signed("agent", "WALL-E")),
        new("c2pa.openai-signer", Signed("signer", "OpenAI"), Signed("generator", "works with OpenAI")),
        new("c2pa.firefly", Signed("generator", "Adobe_Firefly"), Signed("generator", "Adobe_Photoshop")),
        new("c2pa.bedrock", Signed("generator", "Amazon Bedrock"), Signed("generator", "Amazon Photos")),
        new("c2pa.microsoft", Signed("generator", "Microsoft_Responsible_AI/1.0"), Signed("generator", "Microsoft Paint")),
        new("c2pa.bfl", Signed("signer", "Black Forest Labs Inc."), Signed("signer", "Black Forest Cameras")),
        new("c2pa.stability", Signed("signer", "Stability AI Ltd"), Signed("signer", "Stability Testing")),
        new("c2pa.bytedance", Signed("generator", "Dreamina/1.0"), Signed("generator", "Dreamweaver")),
        new("c2pa.google", Signed("generator", "Google C2PA Core Generator Library"), Signed("generator", "Google Core Library")),
        new("c2pa.canva", Signed("generator", "Canva"), Signed("generator", "Canvas Editor")),
        new("source-type.trained", Texts("XMP", Iptc, Term + "trainedAlgorithmicMedia"), Texts("XMP", Iptc, Term + "algorithmicMedia")),
        new("source-type.composite-trained", Signed("digitalSourceType", "compositeWithTrainedAlgorithmicMedia"), Signed("digitalSourceType", "trainedAlgorithmicMedia")),
        new("source-type.composite-synthetic", Texts("XMP", Iptc, "https://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"), Texts("XMP", Iptc, "https://example.org/compositeSynthetic")),
        new("source-type.trained-data", Signed("digitalSourceType", "http://c2pa.org/digitalsourcetype/trainedAlgorithmicData"), Signed("digitalSourceType", "trainedAlgorithmicDatabase")),
        new("source-type.capture", Texts("XMP", Iptc, Term + "digitalCapture"), Texts("XMP", Dc + "description", Term + "digitalCapture")),
        new("source-type.art", Texts("XMP", Iptc, "https://schema.org/DigitalArtDigitalSource"), Texts("XMP", Iptc, "digital art")),
        new("source-type.composite", Texts("XMP", Iptc, Term + "composite"), Texts("XMP", Iptc, Term + "compositeCapture")),
        new("source-type.algorithmic", Signed("digitalSourceType", "algorithmicMedia"), Signed("digitalSourceType", "trainedAlgorithmicMedia")),
        new("stealth.text", Texts("hidden", "text", "a duck"), Texts("PNG", "text", "a duck")),
    ];

    private static StatedText[] Texts(string place, string key, string value) => [new StatedText(place, key, value)];

    private static StatedText[] Signed(string key, string value) => [new StatedText("C2PA", key, value, FingerprintBasis.Signed)];
}
