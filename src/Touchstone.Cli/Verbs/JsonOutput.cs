using Touchstone.Engine;
using Touchstone.Workbench.Documents;

namespace Touchstone.Cli.Verbs;

/// <summary>The examination document on its way to a file or to standard output.</summary>
/// <remarks>A file appears under its name only when the document is complete, so that an interrupted run leaves no half of one.</remarks>
internal sealed class JsonOutput : IDisposable
{
    private readonly string? _path;
    private readonly Stream _stream;
    private readonly ExaminationDocument _document;
    private bool _complete;

    /// <exception cref="IOException">The file cannot be written.</exception>
    internal JsonOutput(string? path, Func<Stream> standardOutput, bool withArrays)
    {
        _path = path;
        if (path is not null && Directory.Exists(path)) throw new IOException($"{path} is a folder. --json takes a file, or - for standard output.");
        _stream = path is null ? standardOutput() : new FileStream(Partial(path), FileMode.Create, FileAccess.Write);
        _document = new ExaminationDocument(_stream, withArrays);
    }

    internal void Add(string path, Examination examination) => _document.Add(path, examination);

    internal void Complete()
    {
        _document.Complete();
        _stream.WriteByte((byte)'\n');
        _complete = true;
    }

    public void Dispose()
    {
        _document.Dispose();
        _stream.Dispose();
        if (_path is null) return;
        if (_complete) File.Move(Partial(_path), _path, overwrite: true);
        else File.Delete(Partial(_path));
    }

    private static string Partial(string path) => path + ".partial";
}
