using System.Text.Encodings.Web;
using System.Text.Json;
using Touchstone.Engine;

namespace Touchstone.Workbench.Documents;

/// <summary>Writes the published document while examinations come in: <c>{ schemaVersion, tool, examinations: [ … ] }</c>.</summary>
/// <remarks>The form is described by <c>docs/examination.schema.json</c>. Entries are written in the order they are added.</remarks>
public sealed class ExaminationDocument : IDisposable
{
    /// <summary>Version of the document's form: the first number changes when a reader must change, the second when something is added.</summary>
    public const string SchemaVersion = "1.1";

    private readonly Utf8JsonWriter _writer;
    private readonly bool _withArrays;

    /// <summary>Starts a document on a stream that the caller keeps.</summary>
    public ExaminationDocument(Stream stream, bool withArrays, bool indented = true)
    {
        _withArrays = withArrays;
        _writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _writer.WriteStartObject();
        _writer.WriteString("schemaVersion", SchemaVersion);
        _writer.WriteStartObject("tool");
        _writer.WriteString("name", "touchstone");
        _writer.WriteString("engineVersion", Examination.CurrentEngineVersion);
        _writer.WriteEndObject();
        _writer.WriteStartArray("examinations");
    }

    /// <summary>Adds one examination.</summary>
    /// <param name="path">The path it was found under, as the caller gave it.</param>
    /// <param name="examination">The examination.</param>
    public void Add(string path, Examination examination)
    {
        ExaminationJson.Published(path, examination, _withArrays).WriteTo(_writer);
        _writer.Flush();
    }

    /// <summary>Ends the document; without this call it is not complete and does not parse.</summary>
    public void Complete()
    {
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
