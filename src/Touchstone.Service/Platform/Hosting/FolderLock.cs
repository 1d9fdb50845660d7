using Touchstone.Media;

namespace Touchstone.Service.Platform.Hosting;

/// <summary>Keeps a data folder with a SQLite file to one process; gone when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder; it is made when missing.</summary>
    /// <exception cref="ServiceException">Another process has it.</exception>
    internal static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "touchstone.lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new ServiceException(Codes.ServiceFolderInUse, $"Another process has {folder} open: a service, or another command. Stop it first. Several nodes need PostgreSQL (--database).");
        }
    }

    public void Dispose() => _file.Dispose();
}
